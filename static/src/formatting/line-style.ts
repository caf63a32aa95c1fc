import type { ChangeSpec, EditorState, Line, StateCommand } from '@codemirror/state';

/** A style that a line has by the marker it begins with. */
export type LineStyle =
  'quote' | 'bulletedList' | 'numberedList' | 'taskList' | `heading${1 | 2 | 3 | 4 | 5 | 6}`;

/** Indent, marker of a list, box of a task. */
const LIST_ITEM = /^([ \t]*)(?:([-+*])|(\d{1,9})[.)])[ \t]+(?:(\[[ xX]\])[ \t]+)?/;
const QUOTE = /^([ \t]*)>[ \t]?/;
const HEADING = /^( {0,3})(#{1,6})(?:[ \t]+|$)/;

/** Returns whether the line with the caret has a style. */
export function hasLineStyle(state: EditorState, style: LineStyle): boolean {
  return styleOf(state.doc.lineAt(state.selection.main.head).text, style);
}

/**
 * Gives all lines of the selections a style, or takes it away where all of them have it. A list becomes
 * another kind of list, and a heading one of another level.
 */
export function toggleLines(style: LineStyle): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) {
      return false;
    }
    const all = selectedLines(state);
    const written = all.filter(({ text }) => text.trim() !== '');
    // A blank line is one to begin with; among others it separates them.
    const lines = written.length > 0 ? written : all;
    const remove = written.length > 0 && written.every(({ text }) => styleOf(text, style));
    const numbers = new Map<string, number>();
    const changes = lines.map(({ from, text }): ChangeSpec => {
      const old = markerOf(text, style);
      const indent = /^[ \t]*/.exec(text)?.[0] ?? '';
      const number = (numbers.get(indent) ?? 0) + 1;
      numbers.set(indent, number);
      const start = from + indent.length;
      return {
        from: start,
        to: start + old,
        insert: remove ? '' : markers(style, number),
      };
    });
    const set = state.changes(changes);
    dispatch(
      state.update({
        changes: set,
        // Behind what is inserted where the caret is.
        selection: state.selection.map(set, 1),
        userEvent: 'input.format',
        scrollIntoView: true,
      }),
    );
    return true;
  };
}

/** The next of: a heading of level 1, 2, 3, and no heading. */
export const cycleHeading: StateCommand = (target) => {
  const { text } = target.state.doc.lineAt(target.state.selection.main.head);
  const level = HEADING.exec(text)?.[2]?.length ?? 0;
  const next = level === 1 ? 'heading2' : level === 0 ? 'heading1' : 'heading3';
  return toggleLines(next)(target);
};

function selectedLines(state: EditorState): Line[] {
  const lines = new Map<number, Line>();
  for (const { from, to, empty } of state.selection.ranges) {
    const last = state.doc.lineAt(to);
    // A selection that ends where a line begins has nothing of it.
    const end = !empty && to === last.from ? last.number - 1 : last.number;
    for (let number = state.doc.lineAt(from).number; number <= end; number++) {
      lines.set(number, state.doc.line(number));
    }
  }
  return [...lines.values()];
}

function styleOf(text: string, style: LineStyle): boolean {
  if (style === 'quote') {
    return QUOTE.test(text);
  }
  if (style.startsWith('heading')) {
    return HEADING.exec(text)?.[2]?.length === Number(style.at(-1));
  }
  const [match, , bullet, number, task] = LIST_ITEM.exec(text) ?? [];
  if (match === undefined) {
    return false;
  }
  switch (style) {
    case 'taskList':
      return task !== undefined;
    case 'bulletedList':
      return bullet !== undefined && task === undefined;
    default:
      return number !== undefined;
  }
}

/** The length of the text after a line's indent that the style's marker replaces. */
function markerOf(text: string, style: LineStyle): number {
  const pattern = style === 'quote' ? QUOTE : style.startsWith('heading') ? HEADING : LIST_ITEM;
  const [match = '', indent = ''] = pattern.exec(text) ?? [];
  if (style === 'quote' && !styleOf(text, 'quote')) {
    return 0;
  }
  return match.length - indent.length;
}

function markers(style: LineStyle, number: number): string {
  switch (style) {
    case 'quote':
      return '> ';
    case 'bulletedList':
      return '- ';
    case 'numberedList':
      return `${String(number)}. `;
    case 'taskList':
      return '- [ ] ';
    default:
      return `${'#'.repeat(Number(style.at(-1)))} `;
  }
}
