import Editor from '@toast-ui/editor';
import '@toast-ui/editor/dist/toastui-editor.css';
import { publish } from './editor.js';

const editor = new Editor({
  el: document.getElementById('editor'),
  height: '100vh',
  initialEditType: 'markdown',
  previewStyle: 'vertical',
  // It would report to another host.
  usageStatistics: false,
});

publish({
  preview: /** @type {Element} */ (
    document.querySelector('.toastui-editor-md-preview .toastui-editor-contents')
  ),
  open: (text) => editor.setMarkdown(text, false),
  text: () => editor.getMarkdown(),
  placeCursor: (offset) => {
    const before = editor.getMarkdown().slice(0, offset).split('\n');
    const position = [before.length, before[before.length - 1].length + 1];
    editor.focus();
    editor.setSelection(position, position);
  },
});
