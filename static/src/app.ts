// The script of the page at /: the application around the editor.
import './editor/at-once.js';
import './editor.js';
import { Application } from './app/application.js';

const editor = document.querySelector('twinmark-editor');
if (editor !== null) {
  new Application(editor).start();
}
