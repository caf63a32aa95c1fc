import { EditorState, type Extension, Transaction } from '@codemirror/state';
import { EditorView, placeholder } from '@codemirror/view';
import { programmatic } from '../codemirror/programmatic.js';
import { tell } from '../codemirror/tell.js';
import { message } from '../language/catalogue.js';

/** Returns the restrictions of a text area: disabled, read-only, or a maximum length; and its placeholder. */
export function limitsOf({
  disabled,
  readOnly,
  maxLength,
  placeholder: hint,
}: HTMLTextAreaElement): Extension {
  return [
    placeholder(hint),
    disabled || readOnly ? unchanging : [],
    disabled ? EditorView.editable.of(false) : [],
    maxLength < 0 ? [] : noLongerThan(maxLength),
  ];
}

/** Whatever tries to change the text, it stays; only scripts may set it. */
const unchanging: Extension = [
  EditorState.readOnly.of(true),
  EditorState.changeFilter.of((transaction) => transaction.annotation(programmatic) === true),
];

/**
 * Keeps the writer from making a text longer than that, in UTF-16 code units: of what is typed or pasted
 * as it is, there is as much as there is room for. A command is done whole or not at all, and says so.
 * What an input method is at may be longer: it would be confused.
 */
export function noLongerThan(limit: number): Extension {
  return EditorState.transactionFilter.of((transaction) => {
    const { startState, newDoc, changes } = transaction;
    const { length } = startState.doc;
    if (
      !transaction.docChanged ||
      newDoc.length <= Math.max(limit, length) ||
      transaction.annotation(programmatic) === true ||
      ['input.type.compose', 'undo', 'redo'].some((event) => transaction.isUserEvent(event))
    ) {
      return transaction;
    }
    const parts: { from: number; to: number; insert: string }[] = [];
    changes.iterChanges((from, to, _from, _to, insert) => {
      parts.push({ from, to, insert: insert.toString() });
    });
    const [part] = parts;
    if (part === undefined || parts.length > 1 || !isCuttable(transaction)) {
      // Not while the transaction is made: a message may change the page.
      queueMicrotask(() => {
        tell({ state: startState }, message('editor.no-room', { count: limit }));
      });
      return [];
    }
    const { from, to } = part;
    const room = Math.max(limit - length + to - from, 0);
    const insert = wholeCharacters(part.insert.slice(0, room));
    return {
      changes: { from, to, insert },
      selection: { anchor: from + insert.length },
      scrollIntoView: true,
      userEvent: 'input',
    };
  });
}

/** Input of these kinds a text area cuts. That of commands and of formatted text has other names. */
const CUTTABLE = /^input(?:\.type(?:\..*)?|\.paste)?$/;

function isCuttable(transaction: Transaction): boolean {
  return CUTTABLE.test(transaction.annotation(Transaction.userEvent) ?? 'input');
}

/** Drops half of a surrogate pair at the end. */
function wholeCharacters(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}
