import { type EditorState, StateEffect, StateField, type Transaction } from '@codemirror/state';

/** Marks that a command has put behind the caret. */
interface ClosingMarks {
  /** Start of the text between the marks. */
  readonly contentFrom: number;
  readonly from: number;
  readonly to: number;
}

const put = StateEffect.define<ClosingMarks>();

/** The marks that can be typed over, until the caret leaves them. */
const field = StateField.define<ClosingMarks | null>({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(put)) {
        return effect.value;
      }
    }
    return value && mapped(value, transaction);
  },
});

function mapped(marks: ClosingMarks, { changes, newSelection }: Transaction): ClosingMarks | null {
  const contentFrom = changes.mapPos(marks.contentFrom, -1);
  const from = changes.mapPos(marks.from, 1);
  const to = changes.mapPos(marks.to, -1);
  const { head } = newSelection.main;
  const isLeft = head < contentFrom || head >= to || newSelection.ranges.length > 1;
  return isLeft || to - from !== marks.to - marks.from ? null : { contentFrom, from, to };
}

/** Returns the effects that let the marks be typed over. */
export function typedOverMarks(
  state: EditorState,
  marks: ClosingMarks,
): readonly StateEffect<unknown>[] {
  const effect = put.of(marks);
  return state.field(field, false) === undefined
    ? [StateEffect.appendConfig.of(field), effect]
    : [effect];
}

/**
 * Returns whether a typed character is the next one of the marks behind the caret, and nothing in the text before
 * could be closed by it instead.
 */
export function isClosingMark(state: EditorState, typed: string): boolean {
  const marks = state.field(field, false);
  const { main } = state.selection;
  if (!marks || !main.empty || main.head < marks.from) {
    return false;
  }
  const content = state.sliceDoc(marks.contentFrom, marks.from);
  return (
    /\S$/.test(content) &&
    !content.includes(typed) &&
    state.sliceDoc(main.head, main.head + 1) === typed
  );
}
