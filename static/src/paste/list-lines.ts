import { levelsOf, type ListMark, listMarkOf, makesList } from './normalize/list-marks.js';

interface Line {
  readonly text: string;
  readonly mark: ListMark | undefined;
}

/**
 * Makes lists of the lines that begin with bullets or numbers as Word and readers of PDF copy them, such as
 * `•⇥First`. All other text, also what is a list in Markdown, stays as it is.
 *
 * @returns undefined where there is no such list
 */
export function listsInText(text: string): string | undefined {
  const lines = text
    .split(/\r\n?|\n/)
    .map((line): Line => ({ text: line, mark: listMarkOf(line) }));
  const blocks: { readonly text: string; readonly isList: boolean }[] = [];
  let run: Line[] = [];
  const flush = () => {
    const items = run.flatMap((line) =>
      line.mark === undefined ? [] : [{ ...line, mark: line.mark }],
    );
    const isList = makesList(items.map(({ mark }) => mark));
    const lines = run.map((line) => line.text).join('\n');
    blocks.push({ isList, text: isList ? listOf(items) : lines });
    run = [];
  };
  let wasItem = false;
  for (const line of lines) {
    const isBlank = line.text.trim() === '';
    if (!isBlank && wasItem !== (line.mark !== undefined)) {
      flush();
      wasItem = line.mark !== undefined;
    }
    run.push(line);
  }
  flush();
  return blocks.some(({ isList }) => isList)
    ? blocks
        .map(({ text }) => text.trimEnd().replace(/^\n+/, ''))
        .filter((block) => block !== '')
        .join('\n\n')
    : undefined;
}

/** A list with its content offsets (spec, 5.2): each level is indented as far as the text of the one above. */
function listOf(items: readonly (Line & { readonly mark: ListMark })[]): string {
  const levels = levelsOf(items.map(({ mark }) => mark));
  /** The open lists, outermost first: the number of the last item, and the width of its marker. */
  let open: { number: number | undefined; width: number }[] = [];
  return items
    .map(({ text, mark }, index) => {
      const level = levels[index] ?? 1;
      const last = open[level - 1];
      const isSame =
        last !== undefined && (last.number === undefined) === (mark.number === undefined);
      const number = isSame && last.number !== undefined ? last.number + 1 : mark.number;
      const marker = number === undefined ? '- ' : `${String(number)}. `;
      const outer = open.slice(0, level - 1);
      const indent = outer.reduce((sum, { width }) => sum + width, 0);
      open = [...outer, { number, width: marker.length }];
      return ' '.repeat(indent) + marker + text.slice(mark.length).trimEnd();
    })
    .join('\n');
}
