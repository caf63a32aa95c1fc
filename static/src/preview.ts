// The script that a page includes to show Markdown: it gives the element its name. The class alone, for
// another name, is in preview-element/twinmark-preview.ts.
import { TwinmarkPreviewElement } from './preview-element/twinmark-preview.js';

export * from './preview-element/twinmark-preview.js';

if (customElements.get('twinmark-preview') === undefined) {
  customElements.define('twinmark-preview', TwinmarkPreviewElement);
}
