import { isolateHistory } from '@codemirror/commands';
import { type EditorState, StateEffect, StateField } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

export interface Place {
  readonly from: number;
  readonly to: number;
}

/** A text to insert at a place. */
export interface Insertion {
  readonly text: string;
  /** A text for another place behind that one, such as footnotes. */
  readonly behind?: { readonly at: number; readonly text: string } | undefined;
}

/** The place of what is inserted. */
export interface Inserted extends Place {
  readonly behind?: Place;
}

const opened = StateEffect.define<Place & { readonly key: object }>();
const closed = StateEffect.define<object>();

/** The places where pending content will be inserted, mapped through the changes made meanwhile. */
export const pendingPlaces = StateField.define<ReadonlyMap<object, Place>>({
  create: () => new Map(),
  update(places, { changes, effects }) {
    if (effects.length === 0 && (places.size === 0 || changes.empty)) {
      return places;
    }
    // Later pastes stand behind what is inserted, and text typed there stands behind both.
    const inserted = effects.find((effect) => effect.is(closed))?.value;
    let isLater = false;
    const next = new Map(
      [...places].map(([key, { from, to }]) => {
        isLater ||= key === inserted;
        const start = changes.mapPos(from, from === to && !isLater ? -1 : 1);
        return [key, { from: start, to: Math.max(start, changes.mapPos(to, -1)) }];
      }),
    );
    for (const effect of effects) {
      if (effect.is(opened)) {
        next.set(effect.value.key, effect.value);
      } else if (effect.is(closed)) {
        next.delete(effect.value);
      }
    }
    return next;
  },
});

/**
 * Inserts a text as soon as it is there, in the place that it has been given now. When another document
 * has been opened by then, or the text is empty, nothing happens.
 *
 * @param text may depend on what is around its place by then
 * @returns the place of what has been inserted
 */
export async function insertLater(
  view: EditorView,
  { from, to }: Place,
  text: Promise<string | ((state: EditorState, place: Place) => Insertion)>,
): Promise<Inserted | undefined> {
  const key = {};
  view.dispatch({ effects: opened.of({ from, to, key }) });
  try {
    const insert = await text;
    await compositionEnd(view);
    const place = placeOf(view.state, key);
    if (place !== undefined && insert !== '') {
      return insertText(
        view,
        place,
        typeof insert === 'string' ? { text: insert } : insert(view.state, place),
        closed.of(key),
      );
    }
    return undefined;
  } finally {
    if (placeOf(view.state, key) !== undefined) {
      view.dispatch({ effects: closed.of(key) });
    }
  }
}

/**
 * Replaces a part of the text; a caret in it is behind what is inserted.
 *
 * @returns the place of what is inserted; undefined where there is no room for it
 */
export function insertText(
  view: EditorView,
  { from, to }: Place,
  { text, behind }: Insertion,
  effects: StateEffect<unknown> | readonly StateEffect<unknown>[] = [],
): Inserted | undefined {
  const { doc, selection } = view.state;
  const { main } = selection;
  // Windows has two characters at the end of a line, of which one comes into the text.
  const insert = view.state.toText(text);
  const isThere = main.from >= from && main.to <= to;
  view.dispatch({
    changes: [
      { from, to, insert },
      ...(behind === undefined ? [] : [{ from: behind.at, insert: behind.text }]),
    ],
    effects,
    ...(isThere ? { selection: { anchor: from + insert.length }, scrollIntoView: true } : {}),
    // Typing next is another step to undo.
    annotations: isolateHistory.of('full'),
    userEvent: 'input.paste.converted',
  });
  if (view.state.doc === doc) {
    return undefined;
  }
  const end = from + insert.length;
  if (behind === undefined) {
    return { from, to: end };
  }
  const start = behind.at < to ? behind.at : behind.at - to + end;
  return { from, to: end, behind: { from: start, to: start + behind.text.length } };
}

function placeOf(state: EditorState, key: object): Place | undefined {
  return state.field(pendingPlaces, false)?.get(key);
}

async function compositionEnd(view: EditorView): Promise<void> {
  while (view.composing) {
    await new Promise((resolve) => {
      view.contentDOM.addEventListener('compositionend', resolve, { once: true });
    });
    // CodeMirror takes the composed text over in a task of its own.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
