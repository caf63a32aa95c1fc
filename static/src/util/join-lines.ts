/**
 * Replaces each run of white space that has a line ending. An expression for such a run alone would take time that
 * grows with the square of a run that has none.
 */
export function joinLines(text: string, by = ' '): string {
  return text.replace(/\s+/g, (run) => (/[\n\r]/.test(run) ? by : run));
}
