import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  type Completion,
  type CompletionResult,
  completionStatus,
  currentCompletions,
  moveCompletionSelection,
  pickedCompletion,
  selectedCompletion,
  setSelectedCompletion,
  startCompletion,
} from '@codemirror/autocomplete';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { type Command, EditorView, keymap } from '@codemirror/view';
import { message } from '../language/catalogue.js';
import type { Proposals } from './proposals.js';

type FindProposals = (state: EditorState, position: number) => Proposals | undefined;

/**
 * The list of proposals. Nothing in it is selected until the writer goes into it with Arrow Down, so that Enter
 * breaks the line and Arrow Up moves the caret as ever. Tab takes the first one of which something is typed.
 */
export function completionList(find: FindProposals): Extension {
  return [
    autocompletion({
      override: [
        ({ state, pos }) => {
          const found = find(state, pos);
          return found === undefined ? null : resultOf(found, state.sliceDoc(found.from, pos));
        },
      ],
      selectOnOpen: false,
      icons: false,
      defaultKeymap: false,
      // Nothing is taken by accident that has to be selected first.
      interactionDelay: 0,
    }),
    Prec.highest(
      keymap.of([
        { key: 'ArrowDown', run: moveCompletionSelection(true) },
        { key: 'ArrowUp', run: inList(moveCompletionSelection(false)) },
        { key: 'Enter', run: acceptCompletion },
        { key: 'Tab', run: (view) => takeFirst(view, find) },
        // A dialog around the editor stays open.
        { key: 'Escape', run: closeCompletion, stopPropagation: true },
      ]),
    ),
    EditorState.phrases.of({ Completions: message('completion.list') }),
    listTheme,
  ];
}

/** Shows the proposals at the caret as they are now, if the writer has not gone into the list. */
export function refreshProposals(view: EditorView): void {
  if (selectedCompletion(view.state) === null) {
    startCompletion(view);
  }
}

function resultOf({ from, options, closing }: Proposals, typed: string): CompletionResult {
  return {
    from,
    filter: false,
    getMatch: ({ label }) => {
      const place = label.toLowerCase().indexOf(typed.toLowerCase());
      return typed === '' || place < 0 ? [] : [place, place + typed.length];
    },
    options: options.map((option) => ({
      ...option,
      apply: (view: EditorView, picked: Completion, start: number, end: number) => {
        const insert = option.label + closing;
        const isClosed =
          closing !== '' && view.state.sliceDoc(end, end + closing.length) === closing;
        view.dispatch({
          changes: { from: start, to: isClosed ? end + closing.length : end, insert },
          selection: { anchor: start + insert.length },
          scrollIntoView: true,
          userEvent: 'input.complete',
          annotations: pickedCompletion.of(picked),
        });
      },
    })),
  };
}

function inList(command: Command): Command {
  return (view) => selectedCompletion(view.state) !== null && command(view);
}

function takeFirst(view: EditorView, find: FindProposals): boolean {
  const { state } = view;
  if (completionStatus(state) !== 'active' || currentCompletions(state).length === 0) {
    return false;
  }
  if (selectedCompletion(state) === null) {
    const { head } = state.selection.main;
    if (find(state, head)?.from === head) {
      return false;
    }
    view.dispatch({ effects: setSelectedCompletion(0) });
  }
  return acceptCompletion(view);
}

const listTheme = EditorView.theme({
  '.cm-tooltip.cm-tooltip-autocomplete': {
    border: '1px solid var(--line, GrayText)',
    borderRadius: 'var(--radius, 0.375rem)',
    backgroundColor: 'var(--paper, Canvas)',
    color: 'var(--ink, CanvasText)',
    boxShadow: '0 0.25rem 1rem rgb(0 0 0 / 15%)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    minWidth: '8rem',
    maxWidth: 'min(28rem, 90vw)',
    maxHeight: '13em',
    font: '0.8125rem / 1.5 var(--mono, monospace)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '1em',
    justifyContent: 'space-between',
    padding: '0.2rem 0.6rem',
    lineHeight: 'inherit',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--accent, Highlight)',
    color: 'var(--paper, HighlightText)',
  },
  '.cm-completionLabel': {
    flex: 'none',
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': {
    overflow: 'hidden',
    margin: '0',
    color: 'var(--faint, GrayText)',
    fontFamily: 'var(--sans, sans-serif)',
    fontStyle: 'normal',
    textOverflow: 'ellipsis',
  },
  'li[aria-selected] > .cm-completionDetail': { color: 'inherit' },
  '@media (forced-colors: active)': {
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      background: 'Highlight',
      color: 'HighlightText',
      forcedColorAdjust: 'none',
    },
  },
});
