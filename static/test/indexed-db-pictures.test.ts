import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { IndexedDbPictures } from '../src/app/pictures/indexed-db-pictures.js';
import { newPicture } from '../src/app/pictures/open-pictures.js';
import { UNUSED_GRACE_MS } from '../src/app/pictures/picture-store.js';
import { pictureStoreContract } from './picture-store-contract.js';
import { png } from './picture-files.js';

const open = () => IndexedDbPictures.open(() => undefined);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

pictureStoreContract(open);

test('values of other scripts are no pictures, and stay', async () => {
  const store = await open();
  const { name } = await newPicture(png());
  const database = await openDB('twinmark-pictures');
  await database.put('entries', { width: -1 }, name);
  await database.put('entries', { width: 1, height: 1, bytes: 1 }, 'a name');
  await database.put('contents', '<script>', name);
  assert.deepEqual(await store.list(), []);
  assert.equal(await store.content(name), undefined);
  await store.age(new Set(), 0, true);
  assert.equal(await store.age(new Set(), UNUSED_GRACE_MS, true), 0);
  assert.equal(await database.count('entries'), 2);
  database.close();
});

test('a newer version of the database closes this one', async () => {
  let isLost = false;
  await IndexedDbPictures.open(() => {
    isLost = true;
  });
  const newer = await openDB('twinmark-pictures', 2);
  assert.equal(isLost, true);
  newer.close();
});
