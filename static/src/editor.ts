// The script that a page includes: it gives the element its name. The class alone, for another name,
// is in element.ts.
import { TwinmarkEditorElement } from './element.js';

export * from './element.js';

if (customElements.get('twinmark-editor') === undefined) {
  customElements.define('twinmark-editor', TwinmarkEditorElement);
}
