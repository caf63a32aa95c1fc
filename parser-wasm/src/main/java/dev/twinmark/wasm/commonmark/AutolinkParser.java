package dev.twinmark.wasm.commonmark;

import java.util.Set;
import org.commonmark.internal.inline.AutolinkInlineParser;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.text.AsciiMatcher;
import org.commonmark.text.CharMatcher;

/** Stands in for {@link AutolinkInlineParser}. */
public final class AutolinkParser implements InlineContentParser {

  private static final CharMatcher ANGLE_BRACKETS = AsciiMatcher.builder().c('<').c('>').build();

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    scanner.next();
    Position start = scanner.position();
    if (scanner.find(ANGLE_BRACKETS) <= 0 || scanner.peek() != '>') {
      return ParsedInline.none();
    }
    SourceLines source = scanner.getSource(start, scanner.position());
    scanner.next();
    String content = source.getContent();
    String destination = destination(content);
    if (destination == null) {
      return ParsedInline.none();
    }
    Text text = new Text(content);
    text.setSourceSpans(source.getSourceSpans());
    Link link = new Link(destination, null);
    link.appendChild(text);
    return ParsedInline.of(link, scanner.position());
  }

  private static String destination(String content) {
    if (Autolink.isUri(content)) {
      return content;
    }
    return Autolink.isEmail(content) ? "mailto:" + content : null;
  }

  /** Tries an autolink at each {@code <}. */
  public static final class Factory implements InlineContentParserFactory {

    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('<');
    }

    @Override
    public InlineContentParser create() {
      return new AutolinkParser();
    }
  }
}
