// The script of the page at /: the application around the editor.
import { Application } from './app/application.js';
import { TwinmarkEditorElement } from './editor/twinmark-editor.js';
import { Workbench } from './editor/workbench.js';
import { provideWorkbench } from './editor/lazy-workbench.js';

// This page is about its editor, which waits for nothing. In this order, as an editor that the page has
// already begins when its element is registered.
provideWorkbench(Workbench);
customElements.define('twinmark-editor', TwinmarkEditorElement);
const editor = document.querySelector('twinmark-editor');
if (editor !== null) {
  new Application(editor).start();
}
