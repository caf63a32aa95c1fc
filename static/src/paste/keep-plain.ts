import { isolateHistory } from '@codemirror/commands';
import { EditorView } from '@codemirror/view';
import { tell } from '../codemirror/tell.js';
import { message } from '../language/catalogue.js';
import type { Inserted } from './pending.js';

/**
 * Offers to have the clipboard's text instead of the Markdown that was made of it. The offer goes with the
 * next change of the text.
 */
export function offerPlain(view: EditorView, { from, to, behind }: Inserted, text: string): void {
  const { doc } = view.state;
  const insert = view.state.toText(text);
  tell(view, message('paste.converted'), {
    label: message('paste.keepPlain'),
    run: () => {
      view.focus();
      if (view.state.doc === doc && !view.state.readOnly) {
        view.dispatch({
          changes: [{ from, to, insert }, ...(behind === undefined ? [] : [behind])],
          selection: { anchor: from + insert.length },
          userEvent: 'input.paste.converted',
          annotations: isolateHistory.of('full'),
          scrollIntoView: true,
        });
      }
    },
  });
  // The message takes some of the room of the text.
  view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head) });
}
