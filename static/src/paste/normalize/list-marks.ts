/** The mark that programs put before an item of a list, as text. */
export interface ListMark {
  /** The columns of white space before it; a tab is four. */
  readonly indent: number;
  /** Marks of a kind are on the same level. */
  readonly kind: string;
  /** Undefined for a bullet. */
  readonly number: number | undefined;
  /** The characters before the item's text. */
  readonly length: number;
  /** True if Markdown reads it as an item already. */
  readonly isMarkdown: boolean;
}

/** Bullets that text seldom begins with otherwise. */
const BULLET = /^([·•‣◦▪▫●○■□§])[\t \u00a0]+(?=\S)/;

/** Other marks, which are meant so in front of a tab, or of the spaces that stand for one. */
const MARK_AND_TAB =
  /^(?:([-*+–—o])|\(?(\d{1,9}|[a-z]|[ivx]{2,5}|[A-Z]|[IVX]{2,5})[.)])(?:\t[\t \u00a0]*|\u00a0[ \u00a0]+| \u00a0[ \u00a0]*)(?=\S)/;

const MARKDOWN = /^(?:([-*+])|(\d{1,9})[.)])[\t ]+(?=\S)/;

/** Returns the mark that a line begins with. */
export function listMarkOf(line: string): ListMark | undefined {
  const [space = ''] = /^[\t \u00a0]*/.exec(line) ?? [];
  const text = line.slice(space.length);
  const match = BULLET.exec(text) ?? MARK_AND_TAB.exec(text) ?? MARKDOWN.exec(text);
  if (match === null) {
    return undefined;
  }
  const [whole, bullet, number] = match;
  return {
    indent: space.replaceAll('\t', '    ').length,
    kind: bullet ?? kindOf(number ?? ''),
    number: number === undefined ? undefined : Number(number) || 1,
    length: space.length + whole.length,
    isMarkdown: MARKDOWN.test(text) && !whole.includes('\t'),
  };
}

/** Numbers, small letters and capitals are of a kind each; Roman numerals are letters. */
function kindOf(number: string): string {
  return /\d/.test(number) ? '1' : number === number.toLowerCase() ? 'a' : 'A';
}

/** Returns whether marks make a list that Markdown does not read as one yet. */
export function makesList(marks: readonly ListMark[]): boolean {
  return marks.length > 1 && marks.some(({ isMarkdown }) => !isMarkdown);
}

/**
 * Returns the levels of items, from 1: by their indentation, or where all have the same, by their kinds, as
 * Word has a bullet and a number of its own for each level.
 */
export function levelsOf(marks: readonly ListMark[]): number[] {
  const isIndented = marks.some(({ indent }) => indent !== marks[0]?.indent);
  const open: ListMark[] = [];
  return marks.map((mark) => {
    if (isIndented) {
      while ((open.at(-1)?.indent ?? -1) >= mark.indent) {
        open.pop();
      }
    } else {
      const last = open.at(-1);
      const at = open.findIndex(({ kind }) => kind === mark.kind);
      const isOfLists = (last?.number === undefined) === (mark.number === undefined);
      open.length = at >= 0 ? at : isOfLists ? open.length : 0;
    }
    open.push(mark);
    return open.length;
  });
}
