import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StoredDocuments } from '../src/app/documents/stored-documents.js';
import type { FileOrigin, NewDocument } from '../src/app/files/document-access.js';
import { NEW_FILE } from '../src/app/files/text-file.js';
import { Browser } from './session-windows.js';

function fileOf(name: string, text: string, lastModified = 1): NewDocument {
  const origin: FileOrigin = { name, form: NEW_FILE, handle: undefined, lastModified };
  return { title: name, text, origin };
}

test('a file that is opened again makes no other document', async () => {
  const browser = new Browser();
  const window = await browser.open();
  const documents = new StoredDocuments(
    window.session,
    () => window.editor.value,
    Promise.resolve(),
  );
  await documents.add(fileOf('a.md', '# A'));
  await documents.add(fileOf('b.md', '# B'));
  await window.write('# Open');
  assert.equal(await documents.openAgain(fileOf('a.md', '# A')), 'same');
  assert.equal(window.editor.value, '# A');
  // Another file of that name, or one that has been changed: without handles there is no telling.
  assert.equal(await documents.openAgain(fileOf('a.md', '# Another')), undefined);
  assert.equal(await documents.openAgain(fileOf('c.md', '# A')), undefined);
  await window.session.store?.remove(window.id, 1);
  assert.equal(await documents.openAgain(fileOf('a.md', '# A')), undefined);
  assert.deepEqual(await browser.texts(), ['# B', '# Open']);
  browser.close();
});
