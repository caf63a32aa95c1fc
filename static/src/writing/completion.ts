import { Compartment, type Extension, StateEffect } from '@codemirror/state';
import { EditorView, type ViewUpdate } from '@codemirror/view';
import { type Heading, proposalsAt } from './proposals.js';

/** Returns all headings of the rendered document, in their order. */
type Headings = () => Iterable<Heading>;

const completion = new Compartment();

/**
 * Proposes headings, labels of links and languages of code while they are typed. The list is loaded when there
 * is first something in it.
 */
export function completing(headings: Headings): Extension {
  return EditorView.updateListener.of((update) => {
    const { view, state } = update;
    const { head } = state.selection.main;
    if (
      isTyped(update) &&
      completion.get(state) === undefined &&
      proposalsAt(state, head, headings) !== undefined
    ) {
      void load(view, headings);
    }
  });
}

function isTyped({ docChanged, transactions }: ViewUpdate): boolean {
  return docChanged && transactions.some((transaction) => transaction.isUserEvent('input.type'));
}

async function load(view: EditorView, headings: Headings): Promise<void> {
  try {
    const { completionList, startCompletion } = await import('./completion.lazy.js');
    // Another text that is opened begins without.
    if (completion.get(view.state) === undefined) {
      view.dispatch({
        effects: StateEffect.appendConfig.of(
          completion.of(completionList((state, at) => proposalsAt(state, at, headings))),
        ),
      });
      startCompletion(view);
    }
  } catch (error) {
    // The writer has not asked for proposals, and does without.
    console.warn('The proposals could not be loaded.', error);
  }
}
