/**
 * Replaces each run of white space that has a line ending. `\s*\n\s*` would take time that grows with the square of
 * a run without one.
 */
export function joinLines(text: string, by = ' '): string {
  return text.replace(/\s+/g, (run) => (/[\n\r]/.test(run) ? by : run));
}
