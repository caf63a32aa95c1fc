import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fileNameOf,
  isTextFileName,
  titleOfPath,
  UniqueNames,
} from '../src/app/files/file-name.js';
import { Random } from './random.js';

const nameOf = (title: string) => fileNameOf(title, 'Untitled');

test('titles become names that every system accepts', () => {
  assert.equal(nameOf('Notes: a/b\\c?'), 'Notes a b c');
  assert.equal(nameOf('  ..hidden.. '), 'hidden');
  assert.equal(nameOf('CON'), 'CON -');
  assert.equal(nameOf('lpt1.notes'), 'lpt1 notes -');
  assert.equal(nameOf('Console'), 'Console');
  assert.equal(nameOf('Übung 漢字 😀'), 'Übung 漢字 😀');
  assert.equal(nameOf(' \t?'), 'Untitled');
});

test('random titles become safe names', () => {
  const random = Random.fromEnvironment();
  const pieces = [
    'a',
    '.',
    ' ',
    '/',
    '\\',
    ':',
    '\n',
    '\0',
    '😀',
    'é',
    'con',
    '*',
    '\ud800',
    'long'.repeat(30),
  ] as const;
  for (let i = 0; i < 3000; i++) {
    let title = '';
    for (let j = random.below(12); j > 0; j--) {
      title += random.pick([...pieces]);
    }
    const name = nameOf(title);
    assert.doesNotMatch(
      name,
      /[\p{Control}\p{Surrogate}<>:"/\\|?*]|^[. ]|[. ]$|^$/u,
      JSON.stringify(title),
    );
    assert.doesNotMatch(`${name}.md`, /^(con|nul)\./i);
    assert.ok(name.length <= 82);
  }
});

test('names are given once, whatever their case', () => {
  const names = new UniqueNames();
  assert.deepEqual(
    ['a', 'A', 'a 2', 'a'].map((name) => names.take(name)),
    ['a', 'A 2', 'a 2 2', 'a 3'],
  );
});

test('paths lead nowhere', () => {
  assert.equal(titleOfPath('../../etc/Notes.md'), 'Notes');
  assert.equal(titleOfPath('C:\\x\\v1.2.markdown'), 'v1.2');
  assert.deepEqual(['a.MD', 'a.txt', 'a.mdx', 'a.png', 'md', '.md.exe'].map(isTextFileName), [
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
