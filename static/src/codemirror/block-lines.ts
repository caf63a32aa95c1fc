import type { Line } from '@lezer/markdown';

/** spec, 4.4: a line indented by this number of columns is code. */
export const CODE_INDENT = 4;

/** Returns whether a line begins with the opening of a block, and is not indented as code. */
export function opensBlock(line: Line, character: number, opening: RegExp): boolean {
  return (
    line.next === character &&
    line.indent < line.baseIndent + CODE_INDENT &&
    opening.test(line.text.slice(line.pos))
  );
}

/** Moves into a container whose lines are indented, or blank. Returns false behind its last line. */
export function continueIndented(line: Line, indent: number): boolean {
  if (line.next >= 0) {
    if (line.indent < line.baseIndent + indent) {
      return false;
    }
    line.moveBaseColumn(line.baseIndent + indent);
  }
  return true;
}
