import { type EditorState, type Extension, Facet } from '@codemirror/state';
import { ViewPlugin } from '@codemirror/view';
import type { Offer } from '../dom/status-line.js';

type Say = (message: string, offer?: Offer) => void;

const saying = Facet.define<Say, Say>({ combine: ([first]) => first ?? (() => undefined) });

/**
 * Lets extensions tell the writer something.
 *
 * @param show shows a message; an empty one takes it away
 */
export function telling(show: Say): Extension {
  let isShown = false;
  const hide = () => {
    if (isShown) {
      isShown = false;
      show('');
    }
  };
  return [
    saying.of((message, offer) => {
      isShown = true;
      show(message, offer);
    }),
    // A message stays until the writer goes on, or another document is opened.
    ViewPlugin.define(() => ({
      update: ({ docChanged }) => {
        if (docChanged) {
          hide();
        }
      },
      destroy: hide,
    })),
  ];
}

/** Tells the writer something, in a sentence or two; with something to do about it, if the writer likes. */
export function tell(
  { state }: { readonly state: EditorState },
  message: string,
  offer?: Offer,
): void {
  state.facet(saying)(message, offer);
}
