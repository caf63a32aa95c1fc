import { TwinmarkEditorElement } from './twinmark-editor.js';
import { Workbench } from './workbench.js';
import { provideWorkbench } from './workbench-loader.js';

/**
 * Registers the element in a page that is about its editor: that does not wait for anything. In this order,
 * as an editor that the page has already begins when its element is registered.
 */
export function beginAtOnce(): void {
  provideWorkbench(Workbench);
  customElements.define('twinmark-editor', TwinmarkEditorElement);
}
