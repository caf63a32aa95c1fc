import { maxCombiningMarks } from './allow-list.js';

const MARK = /\p{M}/u;
const LONG_RUN = new RegExp(`\\p{M}{${String(maxCombiningMarks + 1)}}`, 'u');

/**
 * Removes the combining marks beyond the limit from each run of them.
 *
 * Chromium's shaping takes time that grows with the square of a run: 0.1 s for 2,000 marks, 0.5 s for 4,000,
 * 4 s for 8,000, at each layout, in elements within the line as without. Joiners and U+034F do not break
 * such a run. No script needs more than a few marks for a letter.
 */
export function shortenMarks(root: Node): void {
  if (!hasLongRun([root])) {
    return;
  }
  const texts = (root.ownerDocument ?? document).createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const emptied: Text[] = [];
  const shorten = markShortener();
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node as Text;
    const kept = shorten(text.data);
    if (kept === '') {
      emptied.push(text);
    } else if (kept !== text.data) {
      text.data = kept;
    }
  }
  for (const text of emptied) {
    text.remove();
  }
}

/** Returns a function for texts that follow each other, in which the run of one goes on in the next. */
export function markShortener(): (text: string) => string {
  let run = 0;
  return (text) => {
    let kept = '';
    for (const character of text) {
      run = MARK.test(character) ? run + 1 : 0;
      if (run <= maxCombiningMarks) {
        kept += character;
      }
    }
    return kept;
  };
}

/** Returns whether there are more marks in a row than may be shown, in one of the nodes or across several. */
export function hasLongRun(nodes: readonly Node[]): boolean {
  return LONG_RUN.test(textOf(nodes));
}

export function hasMarks(nodes: readonly Node[]): boolean {
  return MARK.test(textOf(nodes));
}

function textOf(nodes: readonly Node[]): string {
  return nodes.map(({ textContent }) => textContent ?? '').join('');
}
