import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import {
  BlobWriter,
  TextReader,
  Uint8ArrayReader,
  ZipWriter,
} from '@zip.js/zip.js/lib/zip-core-external.js';
import { MAX_ENTRIES, unzipDocuments, zipDocuments } from '../src/app/files/zip.js';
import type { ExportedDocument, NewDocument } from '../src/app/files/document-access.js';
import { MAX_FILE_BYTES } from '../src/app/files/text-file.js';
import { MAX_PICTURE_BYTES } from '../src/app/pictures/import-picture.js';
import { newPicture, openPictures } from '../src/app/pictures/open-pictures.js';
import { UNUSED_GRACE_MS } from '../src/app/pictures/picture-store.js';
import { gif, join, jpeg, png } from './picture-files.js';
import { Random } from './random.js';

const never = new AbortController().signal;

// As over HTTPS.
Object.assign(globalThis, { isSecureContext: true });

beforeEach(async () => {
  const pictures = await openPictures();
  await pictures.age(new Set(), 0, false);
  await pictures.age(new Set(), UNUSED_GRACE_MS, true);
});
const unseen = () => undefined;

async function* each(documents: readonly ExportedDocument[]): AsyncIterable<ExportedDocument> {
  await Promise.resolve();
  yield* documents;
}

async function unzip(zip: Blob, signal = never) {
  const documents: NewDocument[] = [];
  const add = (document: NewDocument) => {
    documents.push(document);
    return Promise.resolve();
  };
  return { ...(await unzipDocuments(zip, 'x.zip', add, unseen, signal)), documents };
}

async function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter());
  for (const [name, content] of Object.entries(files)) {
    const isText = typeof content === 'string';
    await writer.add(name, isText ? new TextReader(content) : new Uint8ArrayReader(content));
  }
  return writer.close();
}

test('random libraries come back with their texts, tags and dates', async () => {
  const random = Random.fromEnvironment();
  for (let i = 0; i < 20; i++) {
    const documents = Array.from({ length: Math.floor(random.below(12)) }, () => {
      const createdAt = new Date(1e12 + Math.floor(random.below(6e8)) * 1000);
      return {
        title: random.pick(['a', 'A', 'a/b', '', 'con', 'Übung 😀', 'same']),
        text: random.pick(['', '# x\n', 'é漢😀\n']).repeat(random.below(5000)),
        tags: random.pick([undefined, ['a'], ['Ünï 漢', 'two words', '😀']]),
        createdAt,
        updatedAt: new Date(+createdAt + Math.floor(random.below(1e6)) * 1000),
      };
    });
    const zip = await zipDocuments(each(documents), documents.length, unseen, never);
    const { added, skipped, documents: read } = await unzip(zip);
    assert.deepEqual([added, skipped], [documents.length, 0]);
    assert.deepEqual(
      read.map(({ text, tags, createdAt, updatedAt }) => ({ text, tags, createdAt, updatedAt })),
      documents.map(({ text, tags, createdAt, updatedAt }) => ({
        text,
        tags,
        createdAt,
        updatedAt,
      })),
    );
    assert.equal(new Set(read.map(({ title }) => title.toLowerCase())).size, read.length);
  }
});

test('paths are flattened, other files skipped and counted', async () => {
  const zip = await zipOf({
    '../../evil.md': 'e',
    'folder/deep/a.markdown': 'a',
    'image.png': 'p',
    'binary.md': 'a\0',
    '__MACOSX/._a.md': 'm',
    'long.md': 'x'.repeat(MAX_FILE_BYTES + 1),
  });
  const { added, skipped, documents } = await unzip(zip);
  assert.deepEqual(
    documents.map(({ title }) => title),
    ['evil', 'a'],
  );
  assert.deepEqual([added, skipped], [2, 3]);
});

test('a file that is larger than its header says is damaged', async () => {
  const zip = await zipOf({ 'bomb.md': 'x'.repeat(MAX_FILE_BYTES + 1) });
  const bytes = new DataView(await zip.arrayBuffer());
  // The size without compression, in the central directory and the file's own header.
  for (let i = 0; i + 4 <= bytes.byteLength; i++) {
    if (bytes.getUint32(i, true) === MAX_FILE_BYTES + 1) {
      bytes.setUint32(i, 100, true);
    }
  }
  const { added, damaged } = await unzip(new Blob([bytes.buffer]));
  assert.deepEqual([added, damaged], [0, ['bomb.md']]);
});

test('damaged and encrypted files are named, and all others come in', async () => {
  const random = Random.fromEnvironment();
  for (let run = 0; run < 40; run++) {
    const writer = new ZipWriter(new BlobWriter());
    const good: string[] = [];
    const bad: string[] = [];
    const count = 1 + Math.floor(random.below(6));
    for (let i = 0; i < count; i++) {
      const name = `folder/${String(i)}.md`;
      const kind = random.pick(['good', 'encrypted', 'damaged']);
      (kind === 'good' ? good : bad).push(name);
      const text = `${kind === 'damaged' ? 'DAMAGED' : 'text'} ${String(i)}`;
      await writer.add(name, new TextReader(text), {
        level: 0,
        ...(kind === 'encrypted' ? { password: 'x', zipCrypto: true } : {}),
      });
    }
    const bytes = Buffer.from(await (await writer.close()).arrayBuffer());
    for (let at = bytes.indexOf('DAMAGED'); at >= 0; at = bytes.indexOf('DAMAGED', at)) {
      bytes.write('damaged', at);
    }
    const { added, skipped, damaged, documents } = await unzip(new Blob([bytes]));
    assert.deepEqual([added, skipped], [good.length, 0]);
    assert.deepEqual(damaged, bad);
    assert.deepEqual(
      documents.map(({ title }) => `folder/${title}.md`),
      good,
    );
  }
});

test('hidden files and folders are left out', async () => {
  const zip = await zipOf({
    '.git/description.md': 'a',
    'a/.git/b.txt': 'a',
    '.hidden.md': 'a',
    '__MACOSX/a.md': 'a',
    './a/../b.md': 'b',
    'c.git/c.md': 'c',
  });
  const { added, skipped, documents } = await unzip(zip);
  assert.deepEqual([added, skipped], [2, 0]);
  assert.deepEqual(
    documents.map(({ title }) => title),
    ['b', 'c'],
  );
});

test('a zip that unpacks to more than a tab can hold is refused', async () => {
  const files: Record<string, string> = {};
  for (let i = 0; i < 17; i++) {
    files[`${String(i)}.md`] = 'x'.repeat(MAX_FILE_BYTES);
  }
  await assert.rejects(unzip(await zipOf(files)), /unzips to more than 256 MB/);
});

test('a zip of too many entries, or that is none, is refused', async () => {
  await assert.rejects(unzip(new Blob(['no zip'])), /is not a zip file/);
  const writer = new ZipWriter(new BlobWriter());
  for (let i = 0; i <= MAX_ENTRIES; i++) {
    await writer.add(`${String(i)}.png`, undefined, { level: 0 });
  }
  await assert.rejects(unzip(await writer.close()), /more than 20,000 entries/);
});

test('both ways stop when they are cancelled', async () => {
  const cancelled = new AbortController();
  const endless = async function* (): AsyncIterable<ExportedDocument> {
    for (let i = 0; ; i++) {
      if (i === 3) {
        cancelled.abort();
      }
      await Promise.resolve();
      yield { title: 'a', text: 'a', createdAt: new Date(), updatedAt: new Date() };
    }
  };
  await assert.rejects(zipDocuments(endless(), 1, unseen, cancelled.signal), {
    name: 'AbortError',
  });
  await assert.rejects(unzip(await zipOf({ 'a.md': 'a' }), cancelled.signal), {
    name: 'AbortError',
  });
});

async function storedNames(): Promise<string[]> {
  return (await (await openPictures()).list()).map(({ name }) => name).sort();
}

test('pictures of the documents are beside them, each once, and come back', async () => {
  const pictures = await openPictures();
  const [used, inTwo, unused] = await Promise.all(
    [png({ width: 1 }), jpeg({ width: 2 }), gif()].map(newPicture),
  );
  assert.ok(used && inTwo && unused);
  for (const picture of [used, inTwo, unused]) {
    await pictures.add(picture);
  }
  const missing = `${'0'.repeat(64)}.png`;
  const texts = [
    `![a](pictures/${used.name}) ![b](pictures/${inTwo.name}) ![c](pictures/${missing})`,
    `<img src="pictures/${inTwo.name}">`,
  ];
  const at = new Date(1e12);
  const documents = texts.map((text, i) => ({
    title: String(i),
    text,
    createdAt: at,
    updatedAt: at,
  }));
  const zip = await zipDocuments(each(documents), 2, unseen, never);
  await pictures.age(new Set(), 0, false);
  await pictures.age(new Set(), UNUSED_GRACE_MS, true);
  assert.deepEqual(await storedNames(), []);
  const { added, skipped, damaged, documents: read } = await unzip(zip);
  assert.deepEqual([added, skipped, damaged], [2, 0, []]);
  assert.deepEqual(
    read.map(({ text }) => text),
    texts,
  );
  assert.deepEqual(await storedNames(), [used.name, inTwo.name].sort());
  assert.deepEqual(await pictures.content(used.name), used.content);
});

test('hostile files are no pictures, and neither come in nor keep documents from it', async () => {
  const named = (content: Uint8Array, extension = 'png') =>
    `pictures/${createHash('sha256').update(content).digest('hex')}.${extension}`;
  const other = png({ width: 9 });
  const html = join('<!DOCTYPE html><script>pwned()</script>');
  const svg = join("<svg xmlns='http://www.w3.org/2000/svg' onload='pwned()'/>");
  const bomb = png({ width: 50_000, height: 50_000 });
  const half = jpeg().subarray(0, 20);
  const huge = join(png(), new Uint8Array(MAX_PICTURE_BYTES));
  const animated = gif({ frames: 2 });
  const zip = await zipOf({
    'a.md': 'text',
    [`pictures/${'0'.repeat(64)}.png`]: png(),
    [named(other, 'gif')]: other,
    [named(html)]: html,
    [named(svg)]: svg,
    [named(bomb)]: bomb,
    [named(half, 'jpg')]: half,
    [named(huge)]: huge,
    [`other-${named(other)}`]: other,
    [`pictures/../${named(animated, 'gif').slice('pictures/'.length)}`]: animated,
    'pictures/<img onerror=pwned()>.png': other,
  });
  const { added, skipped, damaged } = await unzip(zip);
  assert.deepEqual([added, skipped, damaged], [1, 10, []]);
  assert.deepEqual(await storedNames(), []);
});

test('paths lead nowhere else', async () => {
  const { name, content } = await newPicture(png());
  const { skipped } = await unzip(await zipOf({ [`../../x/pictures/${name}`]: content }));
  assert.equal(skipped, 0);
  assert.deepEqual(await storedNames(), [name]);
});

test('an image as large as a server has them comes back', async () => {
  const { name, content } = await newPicture(join(png(), new Uint8Array(2 * 1024 * 1024)));
  const { skipped } = await unzip(await zipOf({ [`pictures/${name}`]: content }));
  assert.equal(skipped, 0);
  assert.deepEqual(await storedNames(), [name]);
});

test('a picture that is larger than its header says is damaged', async () => {
  const content = join(png(), new Uint8Array(MAX_PICTURE_BYTES));
  const { name } = await newPicture(content);
  const bytes = new DataView(await (await zipOf({ [`pictures/${name}`]: content })).arrayBuffer());
  for (let i = 0; i + 4 <= bytes.byteLength; i++) {
    if (bytes.getUint32(i, true) === content.length) {
      bytes.setUint32(i, 100, true);
    }
  }
  const { damaged } = await unzip(new Blob([bytes.buffer]));
  assert.deepEqual(damaged, [`pictures/${name}`]);
  assert.deepEqual(await storedNames(), []);
});
