import DOMPurify from 'dompurify';
import EasyMDE from 'easymde';
import 'easymde/dist/easymde.min.css';
import { publish } from './editor.js';

const root = /** @type {HTMLElement} */ (document.getElementById('editor'));
const textarea = document.createElement('textarea');
root.append(textarea);

const easyMde = new EasyMDE({
  element: textarea,
  // Both would be loaded from another host.
  autoDownloadFontAwesome: false,
  spellChecker: false,
  renderingConfig: { sanitizerFunction: (/** @type {string} */ html) => DOMPurify.sanitize(html) },
});
// Side by side is full screen by default.
easyMde.toggleSideBySide();
const { codemirror } = easyMde;

publish({
  preview: /** @type {Element} */ (document.querySelector('.editor-preview-side')),
  open: (text) => codemirror.setValue(text),
  text: () => codemirror.getValue(),
  placeCursor: (offset) => {
    codemirror.focus();
    const position = codemirror.posFromIndex(offset);
    codemirror.setCursor(position);
    codemirror.scrollIntoView(position);
  },
});
