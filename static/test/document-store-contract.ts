import assert from 'node:assert/strict';
import test from 'node:test';
import { ConflictError } from '../src/app/documents/stored-document.js';

import type { DocumentStore } from '../src/app/documents/document-store.js';
import type { TrashedDocument } from '../src/app/documents/trash.js';

const FILE = {
  name: 'a.md',
  form: { encoding: 'utf-8', lineEnding: '\n' },
  handle: undefined,
  lastModified: 1,
} as const;

async function trashed(store: DocumentStore, id: string): Promise<TrashedDocument | undefined> {
  return (await store.trash()).find(({ entry }) => entry.id === id);
}

/**
 * Tests what each implementation of a document store has to do.
 *
 * @param open opens the one store of the test under the name of a page, as several pages may
 */
export function documentStoreContract(open: (writer?: string) => Promise<DocumentStore>): void {
  test('a write does not replace a newer one of another page', async () => {
    const store = await open('me');
    const first = await store.create('# One');
    const second = await store.update(first.id, '# Two', first.revision);
    assert.equal(second.title, 'Two');
    const other = await open('another page');
    await assert.rejects(other.update(first.id, '# Three', first.revision), (error) => {
      assert.ok(error instanceof ConflictError);
      assert.equal(error.theirs.text, '# Two');
      return true;
    });
    assert.equal((await store.read(first.id))?.text, '# Two');
    // A write that a page left behind when it went is its own, though it never got the reply to its last write.
    assert.equal((await other.update(first.id, '# Four', first.revision, 'me')).revision, 3);
    await other.update(first.id, '# Five', 3);
    await assert.rejects(store.update(first.id, '# Six', second.revision), ConflictError);
  });

  test('of two who add a document under one name, neither overwrites the other', async () => {
    const store = await open();
    const { id } = await store.create('first', undefined, {}, 'the-name');
    await store.create('second', undefined, {}, id);
    assert.equal((await store.read(id))?.text, 'first');
  });

  test('the copy of a document of the server is replaced by a text of any page', async () => {
    const store = await open('me');
    const { id, revision } = await store.create('# One', undefined, { serverId: 'its-id' });
    await store.update(id, '# Two', revision);
    const other = await open('another page');
    const entry = await other.update(id, '# Three', undefined);
    assert.deepEqual([entry.serverId, entry.revision], ['its-id', 3]);
    await store.keepOnServer(id, undefined);
    assert.equal((await store.read(id))?.entry.serverId, undefined);
    await assert.rejects(store.update(id, '# Four', 2), ConflictError);
  });

  test('a title of its own stays, and an empty one is given up', async () => {
    const store = await open();
    const { id } = await store.create('# One');
    await store.rename(id, ' Mine ');
    const { revision, title } = await store.update(id, '# Two', 1);
    assert.deepEqual({ revision, title }, { revision: 2, title: 'Mine' });
    await store.rename(id, '');
    assert.equal((await store.read(id))?.entry.title, 'Two');
  });

  test('a pinned document stays pinned, and has the words after its title', async () => {
    const store = await open();
    const { id } = await store.create('# One\n\nfirst');
    await store.change([id], ({ entry }) => ({ ...entry, pinned: true }));
    const { excerpt, pinned } = await store.update(id, '# One\n\nsecond', 1);
    assert.deepEqual({ excerpt, pinned }, { excerpt: 'second', pinned: true });
    await store.rename(id, 'Mine');
    await store.remove(id, 1);
    await store.restore(id);
    assert.equal((await store.read(id))?.entry.pinned, true);
    await store.change([id], ({ entry }) => ({ ...entry, pinned: false }));
    assert.equal((await store.read(id))?.entry.pinned, false);
  });

  test('tags stay with a document', async () => {
    const store = await open('me');
    const { id } = await store.create('# One', undefined, { tags: ['Work'] });
    await store.change([id, 'missing'], ({ entry }) => ({
      ...entry,
      tags: [...(entry.tags ?? []), 'home'],
    }));
    assert.deepEqual((await store.update(id, '# Two', 1)).tags, ['Work', 'home']);
    await store.rename(id, 'Mine');
    await store.keepOnServer(id, 'its-id');
    await store.remove(id, 1);
    // A page that still writes in it takes it out of the trash.
    await store.update(id, '# Three', undefined);
    await store.remove(id, 1);
    await store.restore(id);
    assert.deepEqual((await store.read(id))?.entry.tags, ['Work', 'home']);
    assert.deepEqual((await store.list()).find((entry) => entry.id === id)?.tags, ['Work', 'home']);
    await store.erase([id]);
  });

  test('what is removed is in the trash with all that it has, and can be restored', async () => {
    const store = await open();
    const { id } = await store.create('a Needle in hay');
    await store.addSnapshot({ documentId: id, at: 1, text: 'a Needle' }, () => undefined);
    await store.keepFile(id, FILE);
    const removed = await store.read(id);
    await store.remove(id, 5);
    assert.equal(await store.read(id), undefined);
    assert.ok((await store.list()).every((entry) => entry.id !== id));
    assert.deepEqual(await trashed(store, id), { entry: removed?.entry, removedAt: 5 });
    assert.equal(await store.trashedText(id), 'a Needle in hay');
    await store.removeOrphans();
    assert.equal(await store.restore(id), true);
    assert.equal(await store.restore(id), false);
    assert.equal(await trashed(store, id), undefined);
    assert.deepEqual(await store.read(id), removed);
    assert.ok((await store.search('needle')).has(id));
    assert.equal((await store.snapshots(id)).length, 1);
    assert.deepEqual(await store.file(id), FILE);
  });

  test('what is erased is gone with all that it has', async () => {
    const store = await open();
    const { id } = await store.create('a thread in hay');
    await store.addSnapshot({ documentId: id, at: 1, text: 'a thread' }, () => undefined);
    await store.keepFile(id, FILE);
    await store.remove(id, 5);
    await store.erase([id]);
    assert.equal(await trashed(store, id), undefined);
    assert.equal(await store.trashedText(id), undefined);
    assert.ok(!(await store.search('thread')).has(id));
    assert.deepEqual(await store.snapshots(id), []);
    assert.equal(await store.file(id), undefined);
    assert.equal(await store.restore(id), false);
  });

  test('the trash is purged of what two visits found to be expired', async () => {
    const store = await open();
    const { id } = await store.create('text');
    await store.remove(id, 0);
    const day = 86_400_000;
    for (const now of [29 * day, 31 * day, 31.5 * day, 10 * day, 40 * day]) {
      await store.purgeTrash(now);
      assert.notEqual(await trashed(store, id), undefined);
    }
    await store.purgeTrash(41 * day);
    assert.equal(await trashed(store, id), undefined);
    assert.equal(await store.trashedText(id), undefined);
  });

  test('all texts are searched', async () => {
    const store = await open();
    const ids = new Set<string>();
    for (let i = 0; i < 250; i++) {
      ids.add((await store.create(`text ${String(i)} of MANY`)).id);
    }
    assert.deepEqual(await store.search('of many'), ids);
    await store.erase([...ids]);
  });

  test('data: addresses are not searched', async () => {
    const store = await open();
    const address = `data:image/png;base64,${'Ab+/'.repeat(100)}`;
    const { id } = await store.create(`Begin ![picture](${address}) end`);
    assert.ok((await store.search('end')).has(id));
    assert.ok(!(await store.search('ab+')).has(id));
    await store.erase([id]);
  });

  test('snapshots are a document’s own, and thinned', async () => {
    const store = await open();
    for (let at = 1; at <= 4; at++) {
      await store.addSnapshot({ documentId: 'a', at, text: String(at) }, (times) =>
        times.includes(2) && times.length > 3 ? times.indexOf(2) : undefined,
      );
    }
    await store.addSnapshot({ documentId: 'b', at: 9, text: 'b' }, () => undefined);
    assert.deepEqual(
      (await store.snapshots('a')).map(({ text }) => text),
      ['1', '3', '4'],
    );
    assert.equal(await store.lastSnapshotAt('a'), 4);
    assert.equal(await store.lastSnapshotAt('c'), undefined);
  });

  test('a text that is there already is no new snapshot, and snapshots go after their document', async () => {
    const store = await open();
    const { id } = await store.create('kept');
    for (const documentId of [id, 'gone']) {
      for (const at of [1, 2]) {
        await store.addSnapshot({ documentId, at, text: 'same' }, () => undefined);
      }
      assert.equal((await store.snapshots(documentId)).length, 1);
    }
    await store.removeOrphans();
    assert.equal((await store.snapshots(id)).length, 1);
    assert.equal((await store.snapshots('gone')).length, 0);
  });

  test('snapshots are in the order in which they were added, whatever their times', async () => {
    const store = await open();
    const { id } = await store.create('text');
    for (const [i, at] of [5, 9, 2, 2, 7].entries()) {
      await store.addSnapshot({ documentId: id, at, text: String(i) }, (times) => {
        assert.deepEqual(times, [5, 9, 2, 2, 7].slice(0, i + 1));
        return undefined;
      });
    }
    assert.deepEqual(
      (await store.snapshots(id)).map(({ text }) => text),
      ['0', '1', '2', '3', '4'],
    );
    assert.equal(await store.lastSnapshotAt(id), 7);
  });

  test('writes are numbered, imports are not', async () => {
    const store = await open();
    const first = await store.create('first');
    const second = await store.create('second');
    const imported = await store.create('imported', undefined, { updatedAt: 1 });
    const again = await store.update(first.id, 'first again', first.revision);
    assert.equal(imported.sequence, undefined);
    const sequences = [first, second, again].map(({ sequence }) => sequence ?? 0);
    assert.deepEqual(
      sequences,
      [...sequences].sort((a, b) => a - b),
    );
    assert.equal(new Set(sequences).size, 3);
    await store.erase([imported.id]);
  });

  test('a removed document that is edited on is there again', async () => {
    const store = await open();
    const { id, revision } = await store.create('# One');
    await store.rename(id, 'Named');
    await store.remove(id, 1);
    const again = await store.update(id, '# Two', revision);
    assert.equal(again.revision, revision + 1);
    assert.equal(again.title, 'Named');
    assert.equal(await trashed(store, id), undefined);
    assert.deepEqual(await store.read(id), { entry: again, text: '# Two' });
  });

  test('the list has each document once, with its times', async () => {
    const store = await open();
    const { id } = await store.create('# Old', 'Named', { createdAt: 1, updatedAt: 2 });
    const listed = (await store.list()).filter((entry) => entry.id === id);
    assert.deepEqual(
      listed.map(({ title, renamed, createdAt, updatedAt, length }) => [
        title,
        renamed,
        createdAt,
        updatedAt,
        length,
      ]),
      [['Named', true, 1, 2, 5]],
    );
    await store.settle((await store.read(id))?.entry ?? assert.fail());
    await store.remove(id, 1);
    assert.ok((await store.list()).every((entry) => entry.id !== id));
  });

  test('the file of a document stays until its document is gone', async () => {
    const store = await open();
    const { id } = await store.create('text');
    await store.keepFile(id, FILE);
    await store.removeOrphans();
    assert.deepEqual(await store.file(id), FILE);
    await store.keepFile('gone', FILE);
    await store.removeOrphans();
    assert.equal(await store.file('gone'), undefined);
  });

  test('the newest of two pages that store in turns is read by both', async () => {
    const mine = await open('mine');
    const theirs = await open('theirs');
    const { id } = await mine.create('# One');
    let { revision } = (await theirs.read(id))?.entry ?? assert.fail();
    for (const [store, text] of [
      [theirs, '# Two'],
      [mine, '# Three'],
      [theirs, '# Four'],
    ] as const) {
      ({ revision } = await store.update(id, text, revision));
      assert.equal((await mine.read(id))?.text, text);
      assert.equal((await theirs.read(id))?.text, text);
    }
  });

  test('each text is visited: of documents, in the trash, and of earlier versions', async () => {
    const store = await open();
    const { id } = await store.create('visited');
    const removed = await store.create('visited, removed');
    await store.addSnapshot({ documentId: id, at: 1, text: 'visited, earlier' }, () => undefined);
    await store.remove(removed.id, 1);
    const texts: string[] = [];
    await store.eachText((text) => {
      texts.push(text);
    });
    assert.deepEqual(texts.filter((text) => text.startsWith('visited')).sort(), [
      'visited',
      'visited, earlier',
      'visited, removed',
    ]);
  });
}
