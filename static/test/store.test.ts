import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import test from 'node:test';
import { ConflictError, Store } from '../src/app/library/store.js';

test('a document is written, and not over one that somebody else has written', async () => {
  const store = await Store.open();
  const first = await store.create('# One');
  const second = await store.update(first.id, '# Two', first.revision);
  assert.equal(second.title, 'Two');
  await assert.rejects(store.update(first.id, '# Three', first.revision), (error) => {
    assert.ok(error instanceof ConflictError);
    assert.equal(error.theirs.text, '# Two');
    return true;
  });
  assert.equal((await store.read(first.id))?.text, '# Two');
});

test('a title of its own stays, and an empty one is given up', async () => {
  const store = await Store.open();
  const { id } = await store.create('# One');
  await store.rename(id, ' Mine ');
  const { revision, title } = await store.update(id, '# Two', 1);
  assert.deepEqual({ revision, title }, { revision: 2, title: 'Mine' });
  await store.rename(id, '');
  assert.equal((await store.read(id))?.entry.title, 'Two');
});

test('what is removed can be put back, and is found again', async () => {
  const store = await Store.open();
  const { id } = await store.create('a Needle in hay');
  const removed = await store.read(id);
  await store.remove(id);
  assert.equal(await store.read(id), undefined);
  assert.ok(!(await store.search('needle')).has(id));
  assert.ok(removed !== undefined);
  await store.put(removed);
  assert.ok((await store.search('needle')).has(id));
});

test('snapshots are a document’s own, and thinned', async () => {
  const store = await Store.open();
  for (let at = 1; at <= 4; at++) {
    await store.addSnapshot({ documentId: 'a', at, text: String(at) }, (times) =>
      times.filter((time) => time === 2),
    );
  }
  await store.addSnapshot({ documentId: 'b', at: 9, text: 'b' }, () => []);
  assert.deepEqual(
    (await store.snapshots('a')).map(({ text }) => text),
    ['1', '3', '4'],
  );
  assert.equal(await store.lastSnapshotAt('a'), 4);
  assert.equal(await store.lastSnapshotAt('c'), undefined);
});
