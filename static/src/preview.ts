// The script that a page includes to show Markdown: it gives the element its name. The class alone, for
// another name, is in viewer/twinmark-preview.ts.
import { TwinmarkPreviewElement } from './viewer/twinmark-preview.js';

export * from './viewer/twinmark-preview.js';

if (customElements.get('twinmark-preview') === undefined) {
  customElements.define('twinmark-preview', TwinmarkPreviewElement);
}
