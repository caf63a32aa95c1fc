import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView, keymap } from '@codemirror/view';
import { panes, publish } from './editor.js';

// The floor: CodeMirror 6 with Markdown highlighting, whose preview is nothing but the length of the document.
const { source, preview } = panes('div');
preview.textContent = '0';

const view = new EditorView({
  parent: source,
  extensions: [
    history(),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    markdown({ base: markdownLanguage }),
    syntaxHighlighting(defaultHighlightStyle),
    EditorView.lineWrapping,
    EditorView.theme({ '&': { height: '100%' }, '.cm-scroller': { overflow: 'auto' } }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) {
        preview.textContent = String(update.state.doc.length);
      }
    }),
  ],
});

publish({
  preview,
  open: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
  text: () => view.state.doc.toString(),
  placeCursor: (offset) => {
    view.focus();
    view.dispatch({ selection: { anchor: offset }, scrollIntoView: true });
  },
});
