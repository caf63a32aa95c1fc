package dev.twinmark.engine;

import org.commonmark.node.Code;

/**
 * TeX between dollars. It is a kind of code: alternative texts of images and names of headings have
 * its source.
 */
final class Formula extends Code {

  /** The length of {@code $$}, and of the dollar and backtick of {@code $`…`$}. */
  private static final int LONG_FENCE = 2;

  final boolean isDisplay;

  private Formula(String tex, boolean isDisplay) {
    super(tex);
    this.isDisplay = isDisplay;
  }

  /** Returns the formula with that source, the dollars included. */
  static Formula of(String source) {
    boolean isDisplay = source.startsWith("$$");
    int fence = isDisplay || source.startsWith("$`") ? LONG_FENCE : 1;
    return new Formula(source.substring(fence, source.length() - fence), isDisplay);
  }
}
