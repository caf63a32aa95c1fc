// The script of the page at /: the application around the editor.
import { Application } from './app/application.js';
import { beginAtOnce } from './editor/at-once.js';

beginAtOnce();
const editor = document.querySelector('twinmark-editor');
if (editor !== null) {
  new Application(editor).start();
}
