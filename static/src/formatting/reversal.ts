import {
  type ChangeSet,
  type EditorSelection,
  type EditorState,
  type StateCommand,
  StateEffect,
  StateField,
  Transaction,
} from '@codemirror/state';

/** The change of a command, kept until the text or the selection is another. */
interface LastChange {
  readonly command: string;
  readonly selection: EditorSelection;
  readonly inverse: ChangeSet;
}

const changed = StateEffect.define<LastChange>();

/** The last change of a reversible command. Without it in the state, commands only do, and do not take back. */
export const lastChange = StateField.define<LastChange | undefined>({
  create: () => undefined,
  update: (value, transaction) => {
    for (const effect of transaction.effects) {
      if (effect.is(changed)) {
        return effect.value;
      }
    }
    return transaction.docChanged || transaction.selection !== undefined ? undefined : value;
  },
});

/**
 * A command whose change its counterpart takes back exactly, if nothing has happened in between. What has
 * been written in more than one form, such as the number of an item, cannot be restored from the text alone.
 *
 * @param name of the command
 * @param counterpart the command whose change this one takes back; a toggle is its own
 */
export function reversible(name: string, counterpart: string, command: StateCommand): StateCommand {
  return ({ state, dispatch }) => {
    const last = state.field(lastChange, false);
    if (last?.command === counterpart && !state.readOnly) {
      dispatch(
        state.update({
          changes: last.inverse,
          selection: last.selection,
          effects: changed.of({
            command: name,
            selection: state.selection,
            inverse: last.inverse.invert(state.doc),
          }),
          annotations: Transaction.userEvent.of('input.format'),
          scrollIntoView: true,
        }),
      );
      return true;
    }
    return command({
      state,
      dispatch: (transaction) => {
        dispatch(withEffect(state, transaction, name));
      },
    });
  };
}

function withEffect(state: EditorState, transaction: Transaction, command: string): Transaction {
  if (!transaction.docChanged) {
    return transaction;
  }
  return state.update({
    changes: transaction.changes,
    selection: transaction.newSelection,
    effects: changed.of({
      command,
      selection: state.selection,
      inverse: transaction.changes.invert(state.doc),
    }),
    annotations: Transaction.userEvent.of('input.format'),
    scrollIntoView: true,
  });
}
