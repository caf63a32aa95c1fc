package dev.twinmark.engine;

/**
 * Columns of a line. commonmark-java's constants are variables, which WebAssembly checks for being
 * initialized each time, several times a line.
 */
final class Columns {

  /** CommonMark 0.31 §4.4: "indented four or more spaces". */
  static final int CODE_INDENT = 4;

  /** CommonMark 0.31 §2.2: "with a tab stop of 4 characters". */
  private static final int TAB_STOP = 4;

  private Columns() {}

  static int toNextTabStop(int column) {
    return TAB_STOP - column % TAB_STOP;
  }
}
