import { syntaxTree } from '@codemirror/language';
import { type EditorState, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import { dataDestinations } from '../codemirror/data-addresses.js';
import { message } from '../language/catalogue.js';

const BYTES_PER_KB = 1024;
const KB_PER_MB = 1024;

/** The beginning of a `data:` URL that has its type, in UTF-16 code units. */
const HEAD_UNITS = 200;

const HEAD = /^data:(?:[\w.+-]+\/)?(?:x-)?([\w.-]*)(?:[^\w.,-][^,]*?)??(;base64)?,/i;

/** Returns what a `data:` URL has, such as "JPEG, 212 KB". */
export function labelOf(head: string, units: number): string {
  const [start, type = '', base64] = HEAD.exec(head) ?? [''];
  // Base64 has four characters for three bytes.
  const bytes = (units - start.length) * (base64 === undefined ? 1 : 3 / 4);
  const kilobytes = Math.ceil(bytes / BYTES_PER_KB);
  return message(kilobytes < KB_PER_MB ? 'data.kilobytes' : 'data.megabytes', {
    type: (type === '' ? 'text' : type).toUpperCase(),
    size: kilobytes < KB_PER_MB ? kilobytes : Math.round((10 * kilobytes) / KB_PER_MB) / 10,
  });
}

class Chip extends WidgetType {
  readonly #label: string;

  constructor(label: string) {
    super();
    this.#label = label;
  }

  override eq(other: Chip): boolean {
    return other.#label === this.#label;
  }

  override toDOM(): HTMLElement {
    const chip = document.createElement('span');
    chip.className = 'cm-data';
    chip.dir = 'ltr';
    chip.setAttribute('role', 'img');
    chip.setAttribute('aria-label', message('data.name', { label: this.#label }));
    chip.textContent = this.#label;
    return chip;
  }

  /** A click puts the caret beside it. */
  override ignoreEvent(): boolean {
    return false;
  }
}

/** The chips of a text. */
export const chips = StateField.define<DecorationSet>({
  create: chipsIn,
  update: (before, { docChanged, startState, state }) =>
    docChanged || syntaxTree(state) !== syntaxTree(startState) ? chipsIn(state) : before,
  provide: (field) => [
    EditorView.decorations.from(field),
    EditorView.atomicRanges.of((view) => view.state.field(field)),
  ],
});

function chipsIn(state: EditorState): DecorationSet {
  return Decoration.set(
    dataDestinations(state).map(({ from, to }) => {
      // The subtype of SVG is "svg+xml".
      const head = state.sliceDoc(from, Math.min(from + HEAD_UNITS, to));
      return Decoration.replace({ widget: new Chip(labelOf(head, to - from)) }).range(from, to);
    }),
  );
}
