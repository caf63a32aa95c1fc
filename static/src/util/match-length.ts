/** Returns the length of what a sticky pattern matches at a place of a text; 0 if it matches nothing. */
export function matchLength(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
