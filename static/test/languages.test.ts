import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { LANGUAGES } from '../src/language/languages.js';

/** From the folder of bundled tests. */
const FOLDER = new URL(
  '../../../parser-wasm/src/main/resources/dev/twinmark/language/',
  import.meta.url,
);

type Messages = Readonly<Record<string, string>>;

const ONE = '.one';

for (const language of LANGUAGES) {
  test(`${language} has all plural forms that Intl asks for, and no others`, async () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const file of await messageFiles()) {
      const english = Object.keys(await read('en', file));
      const stems = english
        .filter((key) => key.endsWith(ONE))
        .map((key) => key.slice(0, -ONE.length));
      const keys = Object.keys(await read(language, file));
      for (const stem of stems) {
        assert.deepEqual(
          keys
            .filter((key) => key.startsWith(`${stem}.`))
            .map((key) => key.slice(stem.length + 1))
            .filter((form) => /^(zero|one|two|few|many|other)$/.test(form))
            .sort(),
          [...forms].sort(),
          `${file}: ${stem}`,
        );
      }
    }
  });
}

test('the languages are the folders of texts', async () => {
  assert.deepEqual([...LANGUAGES].sort(), (await readdir(FOLDER)).sort());
});

async function messageFiles(): Promise<readonly string[]> {
  return (await readdir(new URL('en/', FOLDER))).filter((name) => name.endsWith('.json'));
}

async function read(language: string, file: string): Promise<Messages> {
  return JSON.parse(await readFile(new URL(`${language}/${file}`, FOLDER), 'utf8')) as Messages;
}
