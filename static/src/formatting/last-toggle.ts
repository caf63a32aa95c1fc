import {
  type ChangeSet,
  type EditorSelection,
  type EditorState,
  type StateCommand,
  StateEffect,
  StateField,
  type Transaction,
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

/**
 * A command whose change its counterpart takes back exactly, if nothing has happened in between. What has
 * been written in more than one form, such as the number of an item, cannot be restored from the text alone.
 *
 * @param name of the command
 * @param counterpart the command whose change this one takes back; a toggle is its own
 */
export function reversible(name: string, counterpart: string, command: StateCommand): StateCommand {
  return ({ state, dispatch }) => {
    const last = lastToggle(state, counterpart);
    if (last !== undefined && !state.readOnly) {
      dispatch(
        state.update({
          ...last,
          effects: remembering(state, name, last.changes),
          userEvent: 'input.format',
          scrollIntoView: true,
        }),
      );
      return true;
    }
    return command({
      state,
      dispatch: (transaction) => {
        dispatch(transaction.docChanged ? remembered(state, transaction, name) : transaction);
      },
    });
  };
}

function remembered(state: EditorState, transaction: Transaction, name: string): Transaction {
  return state.update({
    changes: transaction.changes,
    selection: transaction.newSelection,
    effects: remembering(state, name, transaction.changes),
    userEvent: 'input.format',
    scrollIntoView: true,
  });
}
