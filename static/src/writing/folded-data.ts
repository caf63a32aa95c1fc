import { type Extension, StateEffect } from '@codemirror/state';
import { ViewPlugin } from '@codemirror/view';
import { chips } from './data-chips.js';

/** Loads what keeps chips whole, once there is one. Another text that is opened begins without. */
const guarding = ViewPlugin.define((view) => {
  let isAsked = false;
  const update = (): void => {
    if (!isAsked && view.state.field(chips).size > 0) {
      isAsked = true;
      void import('./data-guards.lazy.js').then(
        ({ dataGuards }) => {
          view.dispatch({ effects: StateEffect.appendConfig.of(dataGuards) });
        },
        () => {
          // Without the file the chips can be typed into, which can be undone.
        },
      );
    }
  };
  update();
  return { update };
});

/**
 * Shows long `data:` URLs of pictures as chips with their type and size: a picture of a megabyte is a line of
 * more than a million letters to lay out, which takes seconds.
 */
export const foldedData: Extension = [chips, guarding];
