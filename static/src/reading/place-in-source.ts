/** A word as a writer understands it; in languages without spaces, a phrase. */
const WORD = /[\p{L}\p{M}\p{N}_]+/gu;

/** The fallback where there is no word, such as at a bracket in a program. */
const SIGNS = /\S+/gu;

/**
 * Finds a place of a rendered block in its source, by the word that is there: it is the how-many-th of its
 * kind in both. Where the source has more of them, in the address of a link perhaps, it is the one that is
 * about as far into the text.
 *
 * @param at in UTF-16 code units from the beginning of the rendered text
 * @returns the place in the source, in the same unit; undefined where nothing there is in the source, too
 */
export function placeInSource(source: string, rendered: string, at: number): number | undefined {
  const word = around(WORD, rendered, at) ?? around(SIGNS, rendered, at);
  if (word === undefined) {
    return undefined;
  }
  const places = placesOf(word.text, source);
  const renderedPlaces = placesOf(word.text, rendered);
  const about = (word.from / rendered.length) * source.length;
  const place =
    places.length === renderedPlaces.length
      ? places[renderedPlaces.indexOf(word.from)]
      : places.reduce<number | undefined>(
          (nearest, each) =>
            nearest === undefined || Math.abs(each - about) < Math.abs(nearest - about)
              ? each
              : nearest,
          undefined,
        );
  return place === undefined ? undefined : place + at - word.from;
}

/** Returns the match of a pattern that contains a place, or ends there. */
function around(
  kind: RegExp,
  text: string,
  at: number,
): { readonly from: number; readonly text: string } | undefined {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  for (kind.lastIndex = lineStart; ;) {
    const match = kind.exec(text);
    if (match === null || match.index > at) {
      return undefined;
    }
    if (match.index + match[0].length >= at) {
      return { from: match.index, text: match[0] };
    }
  }
}

function placesOf(word: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    places.push(at);
  }
  return places;
}
