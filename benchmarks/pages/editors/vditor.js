import Vditor from 'vditor';
import 'vditor/dist/index.css';
import { publish } from './editor.js';

publish(
  new Promise((resolve) => {
    const vditor = new Vditor('editor', {
      mode: 'sv',
      height: window.innerHeight,
      cdn: '/vditor',
      lang: 'en_US',
      cache: { enable: false },
      // Its own preset waits a second before it renders.
      preview: { mode: 'both', delay: 0, hljs: { enable: false } },
      after: () => {
        const textarea = vditor.vditor.sv.element;
        resolve({
          preview: vditor.vditor.preview.previewElement,
          open: (text) => vditor.setValue(text),
          text: () => vditor.getValue(),
          placeCursor: (offset) => {
            textarea.focus();
            textarea.setSelectionRange(offset, offset);
          },
        });
      },
    });
  }),
);
