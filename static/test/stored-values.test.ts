import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import test from 'node:test';
import { openDB } from 'idb';
import { Rescues } from '../src/app/documents/rescues.js';
import { IndexedDbStore } from '../src/app/documents/indexed-db-store.js';
import { fakeStorage } from './fake-storage.js';
import { Random } from './random.js';

const GOOD = {
  id: 'good',
  title: 'Good',
  renamed: false,
  createdAt: 1,
  updatedAt: 2,
  revision: 3,
  writer: 'me',
  length: 6,
};

const VALUES: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  NaN,
  Infinity,
  1e300,
  '',
  'text',
  '\ud800',
  [],
  [[]],
  {},
  { text: {} },
  new Date(NaN),
  new Uint8Array(2),
  new Map([['text', 'x']]),
  10n,
];

const MEMBERS = [
  'title',
  'renamed',
  'createdAt',
  'updatedAt',
  'revision',
  'writer',
  'sequence',
  'length',
];

test('malformed records leave the other documents as they are', async () => {
  const pick = picker();
  const store = await IndexedDbStore.open('me');
  const raw = await openDB('twinmark');
  await raw.put('documents', GOOD);
  await raw.put('texts', '# Good', 'good');
  await raw.put('files', { name: 1 }, 'good');
  for (let i = 0; i < 200; i++) {
    const id = `broken-${String(i)}`;
    const entry = { ...GOOD, id, [pick(MEMBERS)]: pick(VALUES), [pick(MEMBERS)]: pick(VALUES) };
    await raw.put('documents', pick([entry, { id }]));
    await raw.put('texts', pick(['# Text', pick(VALUES)]), id);
    await raw.put('files', pick(VALUES), id);
    await raw.put('versions', { documentId: id, at: i, text: pick(VALUES) }, [id, 1, i]);
    await raw.put('counters', pick(VALUES), 'sequence');
  }
  await raw.put('documents', { id: 5 });
  await raw.put('documents', { id: [1, 'x'] });

  const entries = await store.list();
  const setAside = await store.setAside();
  assert.deepEqual(
    entries.find(({ id }) => id === 'good'),
    GOOD,
  );
  assert.equal(entries.length + setAside.length, 203);
  assert.equal(await store.file('good'), undefined);
  for (const { id, title, updatedAt } of entries) {
    assert.equal(typeof title, 'string');
    assert.ok(!Number.isNaN(new Date(updatedAt).getTime()));
    const isReadable = typeof (await raw.get('texts', id)) === 'string';
    const stored = await store.read(id);
    assert.equal(stored !== undefined, isReadable);
    assert.ok(stored === undefined || typeof stored.text === 'string');
    for (const { text } of await store.snapshots(id)) {
      assert.equal(typeof text, 'string');
    }
    await store.file(id);
    if (!isReadable) {
      continue;
    }
    await store.rename(id, 'Renamed');
    const current = await store.read(id);
    const { revision } = await store.update(id, '# Written', current?.entry.revision ?? 0);
    assert.equal((await store.read(id))?.entry.revision, revision);
  }
  await store.search('good');
  await store.removeOrphans();
  // The unreadable values are still there.
  assert.equal((await store.setAside()).length, setAside.length);
  for (const { place } of setAside.filter(({ place }) => place.startsWith('documents broken'))) {
    assert.equal(await store.read(place.slice('documents '.length)), undefined);
  }
});

test('malformed rescue entries leave the other texts as they are', () => {
  const pick = picker();
  const storage = fakeStorage();
  const good = new Rescues('good', () => storage);
  assert.ok(good.keep('kept', { ...GOOD, id: 'x', revision: 2 }));
  for (let i = 0; i < 200; i++) {
    const value = pick(VALUES.filter((each) => typeof each !== 'bigint'));
    const entry = { writer: value, id: pick(VALUES.slice(0, 14)), revision: value, text: value };
    const json = JSON.stringify(pick([value, entry, { text: 'found' }])) as string | undefined;
    storage.setItem(
      `twinmark.rescue.${String(i)}`,
      pick([json ?? '', (json ?? '').slice(1), 'text']),
    );
  }
  const before = Object.entries(storage);
  const rescues = new Rescues('reader', () => storage);
  const texts = rescues.others();
  const setAside = rescues.setAside();
  assert.equal(texts.length + setAside.length, 201);
  assert.deepEqual(
    texts.find(({ writer }) => writer === 'good'),
    { writer: 'good', id: 'x', revision: 2, text: 'kept' },
  );
  for (const { id, revision, text, writer } of texts) {
    assert.ok(id === undefined || typeof id === 'string');
    assert.ok(Number.isSafeInteger(revision) && revision >= 0);
    assert.equal(typeof text, 'string');
    assert.ok(storage.getItem(`twinmark.rescue.${writer}`) !== null);
  }
  assert.deepEqual(Object.entries(storage), before);
});

function picker(): <Item>(items: readonly Item[]) => Item {
  const random = Random.fromEnvironment();
  return (items) => items[Math.floor(random.below(items.length))] as (typeof items)[number];
}
