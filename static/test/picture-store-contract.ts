import assert from 'node:assert/strict';
import test from 'node:test';
import { type PictureStore, UNUSED_GRACE_MS } from '../src/app/pictures/picture-store.js';
import { newPicture } from '../src/app/pictures/open-pictures.js';
import { png } from './picture-files.js';

const NOW = Date.UTC(2026, 0, 1);

/** The number of pictures that a user pastes and deletes. */
const MANY = 1000;

const NONE = new Set<string>();

/**
 * Tests what each implementation of a picture store has to do.
 *
 * @param open opens an empty store
 */
export function pictureStoreContract(open: () => Promise<PictureStore>): void {
  test('a picture is stored once, whatever the number of its uses', async () => {
    const store = await open();
    const picture = await newPicture(png({ width: 7, height: 5 }));
    await store.add(picture);
    await store.add(await newPicture(png({ width: 7, height: 5 })));
    const { name, content } = picture;
    assert.deepEqual(await store.list(), [{ name, width: 7, height: 5, bytes: content.length }]);
    assert.deepEqual(await store.content(name), content);
    assert.equal(await store.content(name.replace('.png', '.gif')), undefined);
  });

  test('an unused picture is removed a day after that was found', async () => {
    const store = await open();
    const used = await newPicture(png({ width: 1 }));
    const unused = await newPicture(png({ width: 2 }));
    await store.add(used);
    await store.add(unused);
    const names = new Set([used.name]);
    assert.equal(await store.age(names, NOW, true), 0);
    assert.equal(await store.age(names, NOW + UNUSED_GRACE_MS - 1, true), 0);
    assert.equal(await store.age(names, NOW + UNUSED_GRACE_MS, false), 0);
    assert.equal(await store.age(names, NOW + UNUSED_GRACE_MS, true), 1);
    assert.deepEqual(
      (await store.list()).map(({ name }) => name),
      [used.name],
    );
    assert.equal(await store.content(unused.name), undefined);
  });

  test('a picture that is used or inserted again stays', async () => {
    const store = await open();
    const found = await newPicture(png({ width: 1 }));
    const inserted = await newPicture(png({ width: 2 }));
    await store.add(found);
    await store.add(inserted);
    await store.age(NONE, NOW, true);
    await store.age(new Set([found.name]), NOW + 1, true);
    await store.add(inserted);
    assert.equal(await store.age(NONE, NOW + UNUSED_GRACE_MS, true), 0);
    assert.equal((await store.list()).length, 2);
  });

  test('a clock that was ahead starts the time again', async () => {
    const store = await open();
    await store.add(await newPicture(png()));
    await store.age(NONE, NOW + 3 * UNUSED_GRACE_MS, true);
    assert.equal(await store.age(NONE, NOW, true), 0);
    assert.equal(await store.age(NONE, NOW + UNUSED_GRACE_MS, true), 1);
  });

  test('a thousand pictures that are pasted and deleted leave the store as it was', async () => {
    const store = await open();
    await store.add(await newPicture(png()));
    const before = await store.list();
    for (let width = 1; width <= MANY; width++) {
      await store.add(await newPicture(png({ width, height: 1 })));
    }
    assert.equal((await store.list()).length, 1 + MANY);
    const used = new Set(before.map(({ name }) => name));
    await store.age(used, NOW, true);
    assert.equal(await store.age(used, NOW + UNUSED_GRACE_MS, true), MANY);
    assert.deepEqual(await store.list(), before);
  });
}
