import { Compartment, type EditorState, type Extension, StateEffect } from '@codemirror/state';
import { type EditorView, type PluginValue, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { refreshProposals } from './completion.lazy.js';
import { type Heading, proposalsAt } from './proposals.js';

/** The headings of the rendered document. */
export interface RenderedHeadings {
  /** Returns all of them, in their order. */
  readonly all: () => Iterable<Heading>;
  /**
   * Calls a listener whenever they may have changed.
   *
   * @returns a function that ends that
   */
  readonly subscribe: (listener: () => void) => () => void;
}

const completion = new Compartment();

/**
 * Proposes headings, labels of links and languages of code while they are typed. The list is loaded when there
 * is first something in it.
 */
export function completing(headings: RenderedHeadings): Extension {
  return ViewPlugin.define((view) => new Proposing(view, headings));
}

class Proposing implements PluginValue {
  readonly #view: EditorView;
  readonly #headings: RenderedHeadings;
  readonly #unsubscribe: () => void;
  #refresh: typeof refreshProposals | undefined;
  /** True if the text before the caret was typed last, and the headings have been rendered before. */
  #isAhead = false;

  constructor(view: EditorView, headings: RenderedHeadings) {
    this.#view = view;
    this.#headings = headings;
    this.#unsubscribe = headings.subscribe(() => {
      if (this.#isAhead) {
        this.#isAhead = false;
        // The headings may be rendered while the view is updated.
        queueMicrotask(() => {
          this.#propose();
        });
      }
    });
  }

  update(update: ViewUpdate): void {
    if (update.docChanged || update.selectionSet) {
      this.#isAhead = isTyped(update);
    }
    if (this.#isAhead && completion.get(update.state) === undefined) {
      this.#propose();
    }
  }

  destroy(): void {
    this.#unsubscribe();
  }

  #propose(): void {
    const { state } = this.#view;
    if (proposalsAt(state, state.selection.main.head, this.#headings.all) === undefined) {
      return;
    }
    if (completion.get(state) === undefined) {
      void this.#load();
    } else {
      this.#refresh?.(this.#view);
    }
  }

  async #load(): Promise<void> {
    try {
      const { completionList, refreshProposals } = await import('./completion.lazy.js');
      this.#refresh = refreshProposals;
      // Another text that is opened begins without.
      if (completion.get(this.#view.state) === undefined) {
        const find = (state: EditorState, at: number) => proposalsAt(state, at, this.#headings.all);
        this.#view.dispatch({
          effects: StateEffect.appendConfig.of(completion.of(completionList(find))),
        });
        refreshProposals(this.#view);
      }
    } catch (error) {
      // The writer has not asked for proposals, and does without.
      console.warn('The proposals could not be loaded.', error);
    }
  }
}

function isTyped({ docChanged, transactions }: ViewUpdate): boolean {
  return docChanged && transactions.some((transaction) => transaction.isUserEvent('input.type'));
}
