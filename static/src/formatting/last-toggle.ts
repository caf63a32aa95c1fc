import {
  type ChangeSet,
  type EditorSelection,
  type EditorState,
  StateEffect,
  StateField,
} from '@codemirror/state';

/** The way back from a toggle, as long as neither text nor selection have changed since. */
interface LastToggle {
  readonly name: string;
  readonly changes: ChangeSet;
  readonly selection: EditorSelection;
}

const remember = StateEffect.define<LastToggle>();

const field = StateField.define<LastToggle | null>({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(remember)) {
        return effect.value;
      }
    }
    return transaction.docChanged || transaction.selection !== undefined ? null : value;
  },
});

/** Returns the changes that take back the toggle of that name, if it was the last that was done. */
export function lastToggle(
  state: EditorState,
  name: string,
): Pick<LastToggle, 'changes' | 'selection'> | undefined {
  const last = state.field(field, false);
  return last?.name === name ? { changes: last.changes, selection: last.selection } : undefined;
}

/** Returns the effects that remember how a toggle is taken back. */
export function remembering(
  state: EditorState,
  name: string,
  changes: ChangeSet,
): readonly StateEffect<unknown>[] {
  const last = remember.of({
    name,
    changes: changes.invert(state.doc),
    selection: state.selection,
  });
  return state.field(field, false) === undefined
    ? [StateEffect.appendConfig.of(field), last]
    : [last];
}
