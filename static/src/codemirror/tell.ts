import { type EditorState, type Extension, Facet } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

type Say = (message: string) => void;

const saying = Facet.define<Say, Say>({ combine: ([first]) => first ?? (() => undefined) });

/**
 * Lets extensions tell the writer something.
 *
 * @param show shows a message; an empty one takes it away
 */
export function telling(show: Say): Extension {
  let isShown = false;
  return [
    saying.of((message) => {
      isShown = true;
      show(message);
    }),
    // A message stays until the writer goes on.
    EditorView.updateListener.of(({ docChanged }) => {
      if (docChanged && isShown) {
        isShown = false;
        show('');
      }
    }),
  ];
}

/** Tells the writer something, in a sentence or two. */
export function tell({ state }: { readonly state: EditorState }, message: string): void {
  state.facet(saying)(message);
}
