package dev.twinmark.engine;

import org.commonmark.internal.FencedCodeBlockParser;
import org.commonmark.internal.util.Parsing;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.commonmark.text.Characters;

/**
 * CommonMark 0.31 §4.5: "A code fence is a sequence of at least three consecutive backtick
 * characters or tildes. (Tildes and backticks cannot be mixed.)" Behind it, they can.
 */
final class FencedCodeFactory extends AbstractBlockParserFactory {

  private static final int MIN_LENGTH = 3;

  @Override
  public BlockStart tryStart(ParserState state, MatchedBlockParser matchedBlockParser) {
    CharSequence line = state.getLine().getContent();
    int start = state.getNextNonSpaceIndex();
    char fence = line.charAt(start);
    if (state.getIndent() >= Parsing.CODE_BLOCK_INDENT || (fence != '`' && fence != '~')) {
      return BlockStart.none();
    }
    int end = Characters.skip(fence, line, start, line.length());
    // "If the info string comes after a backtick fence, it may not contain any backtick
    // characters."
    return end - start < MIN_LENGTH || (fence == '`' && Characters.find('`', line, end) != -1)
        ? BlockStart.none()
        : BlockStart.of(new FencedCodeBlockParser(fence, end - start, state.getIndent()))
            .atIndex(end);
  }
}
