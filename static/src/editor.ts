// The script that a page includes: it gives the element its name. The class alone, for another name,
// is in element.ts.
import { TwinmarkEditorElement } from './element.js';

export * from './element.js';

// Test environments such as jsdom have no form-associated elements: the text area in the content stays the control.
const hasFormControls =
  typeof ElementInternals === 'function' && 'setFormValue' in ElementInternals.prototype;

if (hasFormControls && customElements.get('twinmark-editor') === undefined) {
  customElements.define('twinmark-editor', TwinmarkEditorElement);
}
