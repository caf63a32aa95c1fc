// The script of the page at /embed: an editor for the page around it.
import './editor.js';
import { serveHost } from './embed/frame.js';

const editor = document.querySelector('twinmark-editor');
const hosts = document.querySelector<HTMLMetaElement>('meta[name="twinmark-hosts"]');
if (editor !== null && hosts !== null) {
  serveHost(editor, hosts.content.split(' '));
}
