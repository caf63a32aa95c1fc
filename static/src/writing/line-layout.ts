import type { Extension } from '@codemirror/state';
import { Decoration, EditorView, type ViewUpdate } from '@codemirror/view';
import { lineDecorations } from './line-decorations.js';

/** As in the page's style sheet. */
export const TAB_SIZE = 4;

/** The longest prefix of a line, in UTF-16 code units: more leaves no room for text beside it. */
const MAX_PREFIX_UNITS = 200;

/**
 * Matches the prefix of a line: the marks of quotes, list items and tasks, or only indentation. The text decides, as the
 * grammar may not have come to the line yet. A colon begins a meaning of a definition list.
 */
const PREFIX =
  /^(?:[ \t]*(?:>|(?:[-+*:]|\d{1,9}[.)])(?=[ \t])(?:[ \t]+\[[ xX]\](?=[ \t]))?))*[ \t]*/;

/** Returns the prefix of a line, behind which its text wraps; empty if there is none, or no text behind it. */
export function hangingPrefix(text: string): string {
  const [prefix = ''] = PREFIX.exec(text.slice(0, MAX_PREFIX_UNITS)) ?? [];
  return prefix.length < text.length ? prefix : '';
}

/** Returns a prefix with spaces in the place of its tabs. */
export function expandTabs(prefix: string): string {
  let expanded = '';
  for (const character of prefix) {
    expanded +=
      character === '\t' ? ' '.repeat(TAB_SIZE - (expanded.length % TAB_SIZE)) : character;
  }
  return expanded;
}

/** Tab stops are measured from the start of a box, and a hanging indent moves that of its line. */
const TABS = Decoration.mark({ class: 'cm-tabs' });

const decorations = new Map<string, Decoration>();

function lineDecoration(indent: string): Decoration {
  let decoration = decorations.get(indent);
  if (decoration === undefined) {
    const style = indent === '' ? {} : { style: `--hang: ${indent}` };
    decoration = Decoration.line({ attributes: { dir: 'auto', ...style } });
    decorations.set(indent, decoration);
  }
  return decoration;
}

/** The font families of views; a view has none before it was laid out, and is taken for monospaced. */
const families = new WeakMap<EditorView, string>();

function isFontChanged({ view, geometryChanged, focusChanged }: ViewUpdate): boolean {
  if (!geometryChanged && !focusChanged) {
    return false;
  }
  const family = getComputedStyle(view.contentDOM).fontFamily;
  const isChanged = family !== families.get(view);
  families.set(view, family);
  return isChanged;
}

let context: CanvasRenderingContext2D | null | undefined;

/** Returns the width of a text in a font, as a length of CSS. */
function widthIn(family: string | undefined): (text: string) => string {
  const size = 100;
  const inColumns = (text: string): string => `${String(text.length)}ch`;
  if (family === undefined) {
    return inColumns;
  }
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) {
    return inColumns;
  }
  const canvas = context;
  canvas.font = `${String(size)}px ${family}`;
  const widthOf = (text: string): number => canvas.measureText(text).width;
  return widthOf('-') === widthOf('M')
    ? inColumns
    : (text) => `${(widthOf(text) / size).toFixed(3)}em`;
}

/**
 * Writes each line in the direction of its first letter, and moves the caret accordingly. Lines of items and quotes
 * wrap to below their text.
 */
export const lineLayout: Extension = [
  EditorView.perLineTextDirection.of(true),
  lineDecorations((view) => {
    const width = widthIn(families.get(view));
    return ({ from, text }, add) => {
      const prefix = hangingPrefix(text);
      add(from, from, lineDecoration(prefix === '' ? '' : width(expandTabs(prefix))));
      if (prefix.includes('\t')) {
        add(from, from + prefix.length, TABS);
      }
    };
  }, isFontChanged),
];
