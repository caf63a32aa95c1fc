import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Text } from '@codemirror/state';
import { IndexedDbRecords } from '../src/collaboration/indexed-db-records.js';
import { LastCopies } from '../src/collaboration/last-copies.js';
import { type LiveRecord, type RecordStore, TakenError } from '../src/collaboration/records.js';
import { Replica } from '../src/collaboration/replica.js';
import { MemoryRecords } from './collaboration-page.js';
import { fakeStorage } from './fake-storage.js';

const URL = 'http://localhost/live';

function record(client: string, owner: string, revision = 1): LiveRecord {
  return {
    url: URL,
    owner,
    revision,
    savedAt: revision,
    role: 'write',
    textRevision: 1,
    since: undefined,
    state: new Replica(client, 3, Text.of(['abc'])).state,
  };
}

/** The tests share a database: each has clients of its own. */
for (const create of [() => new MemoryRecords(), () => new IndexedDbRecords()]) {
  const records: RecordStore = create();
  const { name } = records.constructor;

  test(`${name}: a record and its text are read as they were written`, async () => {
    await records.put(record('a', 'page'), 'abc\n\ud800\0');
    assert.deepEqual(await records.read(URL, 'a'), {
      record: record('a', 'page'),
      text: 'abc\n\ud800\0',
    });
    await records.put(record('a', 'page', 2), undefined);
    const stored = await records.read(URL, 'a');
    assert.equal(stored?.text, 'abc\n\ud800\0');
    assert.equal(stored.record.revision, 2);
  });

  test(`${name}: only the page that took a record writes or removes it`, async () => {
    await records.put(record('b', 'one'), 'abc');
    assert.equal((await records.take(URL, 'b', 'other'))?.text, 'abc');
    await assert.rejects(records.put(record('b', 'one', 2), 'abd'), TakenError);
    await records.remove(URL, 'b', 'one');
    assert.equal((await records.read(URL, 'b'))?.text, 'abc');
    await records.remove(URL, 'b', 'other');
    assert.equal(await records.read(URL, 'b'), undefined);
  });

  test(`${name}: the records of one document are listed`, async () => {
    await records.put(record('c', 'page', 7), 'abc');
    await records.put({ ...record('d', 'page'), url: 'http://localhost/other' }, 'abc');
    const clients = (await records.list(URL)).map(({ state }) => state.client);
    assert.ok(clients.includes('c'));
    assert.ok(!clients.includes('d'));
  });
}

test('a copy is removed once the database has its revision', () => {
  const copies = new LastCopies(fakeStorageAsOf());
  copies.put({ record: record('a', 'page', 5), text: undefined });
  copies.remove('a', 4);
  assert.equal(copies.list(URL)[0]?.record.revision, 5);
  assert.deepEqual(copies.list('http://localhost/other'), []);
  copies.remove('a', 5);
  assert.deepEqual(copies.list(URL), []);
});

test('copies that cannot be read are left out', () => {
  const storage = fakeStorage();
  storage.setItem('twinmark.live.a', '{');
  storage.setItem('twinmark.live.b', '{"record":{"url":1}}');
  assert.deepEqual(new LastCopies(() => storage).list(URL), []);
});

test('blocked storage has no copies', () => {
  const copies = new LastCopies(() => {
    throw new DOMException('blocked', 'SecurityError');
  });
  assert.equal(copies.put({ record: record('a', 'page'), text: 'abc' }), false);
  assert.deepEqual(copies.list(URL), []);
});

function fakeStorageAsOf(): () => Storage {
  const storage = fakeStorage();
  return () => storage;
}
