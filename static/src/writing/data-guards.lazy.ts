import { isolateHistory } from '@codemirror/commands';
import {
  EditorSelection,
  EditorState,
  type Extension,
  type SelectionRange,
  type Transaction,
  type TransactionSpec,
} from '@codemirror/state';
import { tell } from '../codemirror/tell.js';
import { message } from '../language/catalogue.js';
import { chips } from './data-chips.js';

/** Text that may be inserted directly before a URL, or behind it, and leaves it what it is. */
const BEFORE = /[\s(<]$/;
const BEHIND = /^[\s)>]/;

/** Keeps what is inserted at a chip, or in it, from becoming part of the URL: it would be seen nowhere. */
const unmixed = EditorState.transactionFilter.of((transaction) => {
  const { startState } = transaction;
  if (
    !transaction.docChanged ||
    !transaction.isUserEvent('input') ||
    transaction.isUserEvent('input.type.compose') ||
    !mixes(transaction)
  ) {
    return transaction;
  }
  // Not while the transaction is made: a message may change the page.
  queueMicrotask(() => {
    tell({ state: startState }, message('data.kept'));
  });
  return [];
});

function mixes({ startState, changes }: Transaction): boolean {
  const shown = startState.field(chips);
  let isMixed = false;
  changes.iterChanges((from, to, _from, _to, inserted) => {
    const text = inserted.toString();
    shown.between(from, to, (first, last) => {
      const isWhole = from <= first && to >= last;
      const isApart = (to <= first && BEFORE.test(text)) || (from >= last && BEHIND.test(text));
      isMixed ||= text !== '' && !isWhole && !isApart;
    });
  });
  return isMixed;
}

/** Puts a caret beside a chip that a script, or a click in the preview, has put into its text. */
const outside = EditorState.transactionFilter.of((transaction) => {
  const { startState, selection, docChanged } = transaction;
  if (selection === undefined || docChanged) {
    return transaction;
  }
  const moved = selection.ranges.map((range) => besideChip(startState, range));
  return moved.every((range, i) => range === selection.ranges[i])
    ? transaction
    : [
        transaction,
        { selection: EditorSelection.create(moved, selection.mainIndex), sequential: true },
      ];
});

function besideChip(state: EditorState, range: SelectionRange): SelectionRange {
  let beside = range;
  if (range.empty) {
    state.field(chips).between(range.head, range.head, (from, to) => {
      if (from < range.head && range.head < to) {
        beside = EditorSelection.cursor(range.head - from < to - range.head ? from : to);
      }
    });
  }
  return beside;
}

/** Makes the removal of a chip a step of its own to undo. */
const undoneAlone = EditorState.transactionExtender.of(
  ({ startState, changes, docChanged }): Pick<TransactionSpec, 'annotations'> | null => {
    const removed: number[] = [];
    if (docChanged) {
      changes.iterChangedRanges((from, to) => {
        startState.field(chips).between(from, to, (first, last) => {
          removed.push(...(from <= first && to >= last ? [first] : []));
        });
      });
    }
    return removed.length === 0 ? null : { annotations: isolateHistory.of('full') };
  },
);

/** Keeps the URLs whole that chips stand for: a part of one is seen nowhere. */
export const dataGuards: Extension = [unmixed, outside, undoneAlone];
