import { type EditorState, type Extension, Facet } from '@codemirror/state';
import { ViewPlugin } from '@codemirror/view';
import type { Offer } from '../dom/status-line.js';

/** The time for which a message is away before it is shown once more, in milliseconds. */
const REPEAT_PAUSE_MS = 100;

type Say = (message: string, offer?: Offer) => void;

const saying = Facet.define<Say, Say>({ combine: ([first]) => first ?? (() => undefined) });

/**
 * Lets extensions tell the writer something.
 *
 * @param show shows a message; an empty one takes it away
 */
export function telling(show: Say): Extension {
  let shown: string | undefined;
  let repetition: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    clearTimeout(repetition);
    if (shown !== undefined) {
      shown = undefined;
      show('');
    }
  };
  return [
    saying.of((message, offer) => {
      const isRepeated = message === shown;
      if (isRepeated) {
        hide();
      }
      shown = message;
      clearTimeout(repetition);
      if (isRepeated) {
        // A screen reader announces a text that has changed.
        repetition = setTimeout(show, REPEAT_PAUSE_MS, message, offer);
      } else {
        show(message, offer);
      }
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
