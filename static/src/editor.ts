// The script that a page includes: it gives the element its name. The class alone, for another name,
// is in editor/twinmark-editor.ts.
import { TwinmarkEditorElement } from './editor/twinmark-editor.js';

export * from './editor/twinmark-editor.js';

const NAME = 'twinmark-editor';

if (customElements.get(NAME) === undefined) {
  customElements.define(NAME, TwinmarkEditorElement);
}
