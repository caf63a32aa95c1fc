import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addressedPictures,
  isPictureName,
  pictureNameOf,
  picturesIn,
  pictureTypeOf,
} from '../src/app/pictures/picture-name.js';

// The empty content: https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const OTHER = 'a'.repeat(64);

test('a picture is named after its content and format', async () => {
  const name = await pictureNameOf(new Uint8Array(), 'jpeg');
  assert.equal(name, `${EMPTY}.jpg`);
  assert.equal(pictureTypeOf(name), 'image/jpeg');
  assert.equal(pictureTypeOf(`${EMPTY}.webp`), 'image/webp');
});

test('names are those of pictures alone', () => {
  assert.equal(isPictureName(`${EMPTY}.avif`), true);
  for (const name of ['', `${EMPTY}.svg`, `../${EMPTY}.png`, `${EMPTY}.png/`, `${EMPTY}0.png`]) {
    assert.equal(isPictureName(name), false, name);
  }
});

test('pictures are found in any notation, each once', () => {
  const text = `![a](pictures/${EMPTY}.png) <img src="https://x.example/pictures/${OTHER}.gif">
    [r]: <pictures/${EMPTY}.png> pictures/${EMPTY}.exe`;
  assert.deepEqual([...picturesIn(text)], [`${EMPTY}.png`, `${OTHER}.gif`]);
});

test('whole addresses of pictures are replaced, and others are none', () => {
  const pattern = addressedPictures('https://x.example/notes/?document=1#a');
  const name = `${EMPTY}.png`;
  const replaced = (text: string) =>
    text.replaceAll(`@`, `pictures/${name}`).replace(pattern, '$1');
  for (const address of ['@', './@', '/notes/@', 'https://x.example/notes/@']) {
    assert.equal(replaced(`![a](${address})`), `![a](${name})`);
  }
  for (const address of ['my-@', '../@', '/other/@', 'https://y.example/@', 'a%20@']) {
    assert.equal(replaced(`![a](${address})`), `![a](${address.replace('@', `pictures/${name}`)})`);
  }
});
