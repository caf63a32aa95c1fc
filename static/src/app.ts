// The script of the page at /: the application around the editor.
import { Application } from './app/application.js';
import { TwinmarkEditorElement } from './editor/twinmark-editor.js';
import { Workbench } from './editor/workbench.js';
import { provideWorkbench } from './editor/lazy-workbench.js';
import { loadMessages } from './language/languages.js';

const loading = loadMessages();
if (loading === undefined) {
  start();
} else {
  // Writing is possible without the messages; those in English are here.
  loading.then(start, (error: unknown) => {
    console.warn('The messages in the language of the page could not be loaded.', error);
    start();
  });
}

function start(): void {
  // This page is about its editor, which waits for nothing. In this order, as an editor that the page has
  // already begins when its element is registered.
  provideWorkbench(Workbench);
  customElements.define('twinmark-editor', TwinmarkEditorElement);
  const editor = document.querySelector('twinmark-editor');
  if (editor !== null) {
    new Application(editor).start();
  }
}
