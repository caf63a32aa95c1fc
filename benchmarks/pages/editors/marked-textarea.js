import DOMPurify from 'dompurify';
import { Marked } from 'marked';
import { panes, publish } from './editor.js';

// A preview without an editor library: a textarea, marked, DOMPurify and innerHTML, at each input.
const { source, preview } = panes('textarea');
const textarea = /** @type {HTMLTextAreaElement} */ (source);
const marked = new Marked({ gfm: true });

function render() {
  preview.innerHTML = DOMPurify.sanitize(/** @type {string} */ (marked.parse(textarea.value)));
}
textarea.addEventListener('input', render);

publish({
  preview,
  open: (text) => {
    textarea.value = text;
    render();
  },
  text: () => textarea.value,
  placeCursor: (offset) => {
    textarea.focus();
    textarea.setSelectionRange(offset, offset);
  },
});
