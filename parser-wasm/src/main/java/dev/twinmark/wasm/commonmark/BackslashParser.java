package dev.twinmark.wasm.commonmark;

import java.util.Set;
import org.commonmark.internal.inline.BackslashInlineParser;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;

/** Stands in for {@link BackslashInlineParser}. */
public final class BackslashParser implements InlineContentParser {

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    scanner.next();
    char next = scanner.peek();
    if (next == '\n') {
      scanner.next();
      return ParsedInline.of(new HardLineBreak(), scanner.position());
    }
    // CommonMark 0.31 §2.4: "Any ASCII punctuation character may be backslash-escaped".
    if (Ascii.isPunctuation(next)) {
      scanner.next();
      return ParsedInline.of(new Text(String.valueOf(next)), scanner.position());
    }
    return ParsedInline.of(new Text("\\"), scanner.position());
  }

  /** Tries an escape at each backslash. */
  public static final class Factory implements InlineContentParserFactory {

    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('\\');
    }

    @Override
    public InlineContentParser create() {
      return new BackslashParser();
    }
  }
}
