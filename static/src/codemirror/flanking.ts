/**
 * Returns whether a run of `*` or `~` can open and close (spec, 6.2). A character is a whole code point: an
 * emoji counts as punctuation, which half of its surrogate pair does not.
 *
 * @param before the text before the run, on its line; its last character counts
 * @param after the text behind the run, on its line; its first character counts
 * @see https://spec.commonmark.org/0.31.2/#delimiter-run
 */
export function flanking(
  before: string,
  after: string,
): { readonly canOpen: boolean; readonly canClose: boolean } {
  const isSpaceBefore = /(?:^|\s)$/u.test(before);
  const isSpaceAfter = /^(?:$|\s)/u.test(after);
  const isPunctuationBefore = /[\p{P}\p{S}]$/u.test(before);
  const isPunctuationAfter = /^[\p{P}\p{S}]/u.test(after);
  return {
    canOpen: !isSpaceAfter && (!isPunctuationAfter || isSpaceBefore || isPunctuationBefore),
    canClose: !isSpaceBefore && (!isPunctuationBefore || isSpaceAfter || isPunctuationAfter),
  };
}
