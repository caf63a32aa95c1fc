import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-external.js';
import { MAX_ENTRIES, unzipDocuments, zipDocuments } from '../src/app/files/zip.js';
import type { ExportedDocument, NewDocument } from '../src/app/files/document-access.js';
import { MAX_FILE_BYTES } from '../src/app/files/text-file.js';
import { Random } from './random.js';

const never = new AbortController().signal;
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

async function zipOf(files: Readonly<Record<string, string>>): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter());
  for (const [name, text] of Object.entries(files)) {
    await writer.add(name, new TextReader(text));
  }
  return writer.close();
}

test('random libraries come back with their texts and dates', async () => {
  const random = Random.fromEnvironment();
  for (let i = 0; i < 20; i++) {
    const documents = Array.from({ length: Math.floor(random.below(12)) }, () => {
      const createdAt = new Date(1e12 + Math.floor(random.below(6e8)) * 1000);
      return {
        title: random.pick(['a', 'A', 'a/b', '', 'con', 'Übung 😀', 'same']),
        text: random.pick(['', '# x\n', 'é漢😀\n']).repeat(random.below(5000)),
        createdAt,
        updatedAt: new Date(+createdAt + Math.floor(random.below(1e6)) * 1000),
      };
    });
    const zip = await zipDocuments(each(documents), documents.length, unseen, never);
    const { added, skipped, documents: read } = await unzip(zip);
    assert.deepEqual([added, skipped], [documents.length, 0]);
    assert.deepEqual(
      read.map(({ text, createdAt, updatedAt }) => ({ text, createdAt, updatedAt })),
      documents.map(({ text, createdAt, updatedAt }) => ({ text, createdAt, updatedAt })),
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
