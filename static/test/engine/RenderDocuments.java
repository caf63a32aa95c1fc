import dev.twinmark.engine.Extension;
import dev.twinmark.engine.Markdown;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Renders the documents that it reads from standard input, each as its length in bytes and UTF-8, the
 * number of documents first, with the extensions named by its argument; and answers in the same form.
 */
final class RenderDocuments {

  private RenderDocuments() {}

  public static void main(String[] args) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(System.in));
        var out = new DataOutputStream(new BufferedOutputStream(System.out))) {
      for (int left = in.readInt(); left > 0; left--) {
        byte[] html =
            Markdown.renderMarkdown(
                    new String(in.readNBytes(in.readInt()), "UTF-8"), Extension.parse(args[0]))
                .getBytes("UTF-8");
        out.writeInt(html.length);
        out.write(html);
      }
    }
  }
}
