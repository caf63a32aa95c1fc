import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import test from 'node:test';
import { openDB } from 'idb';
import { IndexedDbStore } from '../src/app/documents/indexed-db-store.js';

const FILE = {
  name: 'notes.md',
  form: { encoding: 'utf-16le', lineEnding: '\r\n' },
  handle: undefined,
  lastModified: 7,
} as const;

test('what the first version has stored is still there, and has no file', async () => {
  const first = await openDB('twinmark', 1, {
    upgrade(database) {
      database.createObjectStore('documents', { keyPath: 'id' });
      database.createObjectStore('texts');
      database.createObjectStore('snapshots', { keyPath: ['documentId', 'at'] });
    },
  });
  const entry = {
    id: 'old',
    title: 'Old',
    renamed: false,
    createdAt: 1,
    updatedAt: 2,
    revision: 3,
    length: 5,
  };
  await first.put('documents', entry);
  await first.put('texts', '# Old', 'old');
  await first.put('snapshots', { documentId: 'old', at: 1, text: '# O' });
  await first.put('snapshots', { documentId: 'old', at: 2, text: '# Ol' });
  await first.put('snapshots', { documentId: 'gone', at: 1, text: '# G' });
  let gaveWay = false;
  // As a window does that was opened before: it lets go of the database.
  first.addEventListener('versionchange', () => {
    gaveWay = true;
    first.close();
  });

  const store = await IndexedDbStore.open();
  assert.ok(gaveWay);
  assert.deepEqual(await store.read('old'), { entry, text: '# Old' });
  await store.addSnapshot({ documentId: 'old', at: 1, text: '# Old' }, () => undefined);
  assert.deepEqual(
    (await store.snapshots('old')).map(({ text }) => text),
    ['# O', '# Ol', '# Old'],
  );
  assert.equal((await store.snapshots('gone')).length, 1);
  assert.equal(await store.file('old'), undefined);
  await store.keepFile('old', FILE);
  assert.deepEqual(await store.file('old'), FILE);
});
