// Uses the script for pages in jsdom, as tests of a page do, and prints the form's data.
import { JSDOM } from 'jsdom';
import process from 'node:process';

const { window } = new JSDOM(
  '<form><twinmark-editor><textarea name="text">sent</textarea></twinmark-editor></form>',
);
window.addEventListener('error', ({ error }) => {
  throw error;
});
const { customElements, document, ElementInternals, FormData, HTMLElement } = window;
Object.assign(globalThis, { customElements, document, ElementInternals, HTMLElement, window });

await import('twinmark');
const before = new FormData(document.forms[0]).get('text');
document.querySelector('textarea').value = 'typed';
const after = new FormData(document.forms[0]).get('text');
process.stdout.write(`${before} ${after}`);
