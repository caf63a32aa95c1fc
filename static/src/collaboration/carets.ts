import {
  type ChangeDesc,
  EditorSelection,
  type EditorState,
  type Extension,
  StateEffect,
  StateField,
} from '@codemirror/state';
import { EditorView, layer, type LayerMarker, RectangleMarker } from '@codemirror/view';
import type { Ranges } from './messages.js';
import { colorIndex, PEER_COLORS } from './peers.js';

/** The room that a label needs above its caret, in CSS pixels; at the top of the text it is below. */
const LABEL_HEIGHT_PX = 20;

/** The room beside a caret from which on its label lies on the other side, in CSS pixels. */
const LABEL_WIDTH_PX = 140;

interface Caret {
  readonly name: string;
  readonly ranges: Ranges;
  /** Counts its movements, as each shows the label for a while. */
  readonly moves: number;
}

interface CaretMove {
  readonly client: string;
  readonly name: string;
  /** Without ranges it is gone. */
  readonly ranges: Ranges;
}

/** Shows a caret of another user at its place. */
export const moveCaret = StateEffect.define<CaretMove>();

type Carets = ReadonlyMap<string, Caret>;

const carets = StateField.define<Carets>({
  create: () => new Map(),
  update(before, { changes, effects, docChanged }) {
    let after = docChanged && before.size > 0 ? mapped(before, changes) : before;
    for (const effect of effects) {
      if (effect.is(moveCaret)) {
        after = moved(after, effect.value);
      }
    }
    return after;
  },
});

const NO_CARETS: Carets = new Map();

/** Returns the carets of a state; none where the document is no longer live, as layers are measured once more. */
function caretsIn(state: EditorState): Carets {
  return state.field(carets, false) ?? NO_CARETS;
}

function mapped(before: Carets, changes: ChangeDesc): Carets {
  return new Map(
    Array.from(before, ([client, caret]) => [
      client,
      {
        ...caret,
        // After what has been inserted at a caret: its own user writes there, most likely.
        ranges: caret.ranges.map(([anchor, head]) => [
          changes.mapPos(anchor, 1),
          changes.mapPos(head, 1),
        ]),
      },
    ]),
  );
}

function moved(before: Carets, { client, name, ranges }: CaretMove): Carets {
  const after = new Map(before);
  if (ranges.length === 0) {
    after.delete(client);
  } else {
    const known = before.get(client);
    const hasMoved = JSON.stringify(known?.ranges) !== JSON.stringify(ranges);
    after.set(client, { name, ranges, moves: (known?.moves ?? 0) + (hasMoved ? 1 : 0) });
  }
  return after;
}

/** Returns the offset of a client's caret; undefined while that is not known. */
export function caretOf(view: EditorView, client: string): number | undefined {
  return caretsIn(view.state).get(client)?.ranges[0]?.[1];
}

/** A caret with its label, drawn above the text, so that it changes no line. */
class CaretMarker implements LayerMarker {
  readonly #rectangle: RectangleMarker;
  readonly #name: string;
  readonly #className: string;

  constructor(rectangle: RectangleMarker, client: string, { name, moves }: Caret, width: number) {
    this.#rectangle = rectangle;
    this.#name = name;
    this.#className = [
      'cm-peer',
      `cm-peer-${String(colorIndex(client))}`,
      // Either begins the same animation anew.
      moves % 2 === 0 ? 'cm-peer-even' : 'cm-peer-odd',
      ...(rectangle.top < LABEL_HEIGHT_PX ? ['cm-peer-first'] : []),
      ...(rectangle.left + LABEL_WIDTH_PX > width && rectangle.left > LABEL_WIDTH_PX
        ? ['cm-peer-last']
        : []),
    ].join(' ');
  }

  eq(other: LayerMarker): boolean {
    return (
      other instanceof CaretMarker &&
      other.#className === this.#className &&
      other.#name === this.#name &&
      other.#rectangle.eq(this.#rectangle)
    );
  }

  draw(): HTMLElement {
    const element = document.createElement('div');
    const label = document.createElement('span');
    label.className = 'cm-peer-name';
    element.append(label);
    // A press on it would take the focus from the text.
    element.addEventListener('mousedown', (event) => {
      event.preventDefault();
    });
    this.#show(element, label);
    return element;
  }

  update(element: HTMLElement, previous: LayerMarker): boolean {
    const label = element.firstElementChild;
    if (!(previous instanceof CaretMarker) || !(label instanceof HTMLElement)) {
      return false;
    }
    this.#show(element, label);
    return true;
  }

  #show(element: HTMLElement, label: HTMLElement): void {
    const { left, top, height } = this.#rectangle;
    if (element.className !== this.#className) {
      element.className = this.#className;
    }
    element.style.left = `${String(left)}px`;
    element.style.top = `${String(top)}px`;
    element.style.height = `${String(height)}px`;
    if (label.textContent !== this.#name) {
      label.textContent = this.#name;
    }
  }
}

function caretMarkers(view: EditorView): LayerMarker[] {
  const width = view.scrollDOM.clientWidth;
  return Array.from(caretsIn(view.state), ([client, caret]) =>
    caret.ranges.flatMap(([, head]) =>
      RectangleMarker.forRange(view, '', EditorSelection.cursor(clamped(view, head))).map(
        (rectangle) => new CaretMarker(rectangle, client, caret, width),
      ),
    ),
  ).flat();
}

function selectionMarkers(view: EditorView): LayerMarker[] {
  return Array.from(caretsIn(view.state), ([client, { ranges }]) =>
    ranges.flatMap(([anchor, head]) =>
      anchor === head
        ? []
        : RectangleMarker.forRange(
            view,
            `cm-peer-selection cm-peer-${String(colorIndex(client))}`,
            EditorSelection.range(clamped(view, anchor), clamped(view, head)),
          ),
    ),
  ).flat();
}

function clamped(view: EditorView, position: number): number {
  return Math.min(position, view.state.doc.length);
}

const fading = (name: string) => ({ animation: `${name} 2.5s` });
const FADE = { '0%, 80%': { opacity: '1' }, '100%': { opacity: '0' } };

const caretTheme = EditorView.theme({
  ...Object.fromEntries(
    PEER_COLORS.map((color, i) => [`.cm-peer-${String(i)}`, { '--peer': color }]),
  ),
  '.cm-peers': { pointerEvents: 'none' },
  '.cm-peer': {
    width: '0',
    marginLeft: '-1px',
    borderLeft: '2px solid var(--peer)',
  },
  // The place where a pointer shows the name: small, as it is above the text.
  '.cm-peer::before': {
    content: '""',
    position: 'absolute',
    top: '-3px',
    left: '-4px',
    width: '6px',
    height: '6px',
    background: 'var(--peer)',
    pointerEvents: 'auto',
  },
  '.cm-peer-name': {
    position: 'absolute',
    bottom: '100%',
    left: '-2px',
    padding: '0 0.35em',
    maxWidth: '12em',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    font: '600 11px / 1.5 sans-serif',
    color: '#fff',
    background: 'var(--peer)',
    unicodeBidi: 'isolate',
    opacity: '0',
  },
  '.cm-peer-name:empty': { display: 'none' },
  '.cm-peer-first .cm-peer-name': { bottom: 'auto', top: '100%' },
  '.cm-peer-last .cm-peer-name': { left: 'auto', right: '0' },
  '.cm-peer-even .cm-peer-name': fading('cm-peer-even'),
  '.cm-peer-odd .cm-peer-name': fading('cm-peer-odd'),
  '.cm-peer:hover .cm-peer-name': { opacity: '1', animation: 'none' },
  '@keyframes cm-peer-even': FADE,
  '@keyframes cm-peer-odd': FADE,
  '.cm-peer-selection': { background: 'color-mix(in srgb, var(--peer) 35%, transparent)' },
  '@media (forced-colors: active)': {
    '.cm-peer-name': { border: '1px solid' },
    '.cm-peer::before': { forcedColorAdjust: 'none', background: 'CanvasText' },
    '.cm-peer-selection': { border: '1px solid', boxSizing: 'border-box' },
  },
  '@media print': { '.cm-peers': { display: 'none' } },
});

/** Draws the carets and selections of others. */
export const othersCarets: Extension = [
  carets,
  caretTheme,
  layer({
    above: false,
    class: 'cm-peers',
    update: ({ startState, state, docChanged }) =>
      caretsIn(startState) !== caretsIn(state) || (docChanged && caretsIn(state).size > 0),
    markers: selectionMarkers,
  }),
  layer({
    above: true,
    class: 'cm-peers',
    update: ({ startState, state, docChanged }) =>
      caretsIn(startState) !== caretsIn(state) || (docChanged && caretsIn(state).size > 0),
    markers: caretMarkers,
  }),
];
