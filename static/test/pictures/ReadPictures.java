import dev.twinmark.pictures.Picture;
import dev.twinmark.pictures.PictureException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Reads the pictures that it gets from standard input, each as its length and its bytes, the number of them
 * first, as the server does; and answers with the format, the size and the content of each, or an empty format
 * for one that is refused.
 */
final class ReadPictures {

  private ReadPictures() {}

  public static void main(String[] args) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(System.in));
        var out = new DataOutputStream(new BufferedOutputStream(System.out))) {
      for (int left = in.readInt(); left > 0; left--) {
        answer(in.readNBytes(in.readInt()), out);
      }
    }
  }

  private static void answer(byte[] file, DataOutputStream out) throws IOException {
    Picture picture;
    try {
      picture = Picture.read(file);
    } catch (PictureException e) {
      out.writeUTF("");
      return;
    }
    out.writeUTF(picture.format().extension());
    out.writeInt(picture.width());
    out.writeInt(picture.height());
    out.writeInt(picture.content().length);
    out.write(picture.content());
  }
}
