import assert from 'node:assert/strict';
import test from 'node:test';
import type { StateCommand } from '@codemirror/state';
import { toggleStyle } from '../src/formatting/inline-style.js';
import { isClosingMark } from '../src/formatting/closing-marks.js';
import { leaveBlock, leaveLastBlock } from '../src/formatting/leave-block.js';
import { BOLD, CODE, ITALIC } from '../src/formatting/styles.js';
import { renderAll } from './engine.js';
import {
  ListDocuments,
  marked,
  markedState,
  pathsOf,
  run,
  stateAfter,
  stateWith,
} from './list-documents.js';
import { Random } from './random.js';

/** The number of random documents; a long run sets more. */
const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 1500);

const cases: readonly (readonly [string, StateCommand, string, string])[] = [
  ['code', leaveBlock, '```\na|\n```', '```\na\n```\n|'],
  ['code before a blank line at the end', leaveBlock, '```\na|\n```\n', '```\na\n```\n|'],
  ['code before text', leaveBlock, '```\na|\n```\nb', '```\na\n```\n|\n\nb'],
  ['code before a paragraph', leaveBlock, '```\na|\n```\n\nb', '```\na\n```\n|\n\nb'],
  ['code with room behind', leaveBlock, '```\n|a\n```\n\n\n\nb', '```\na\n```\n|\n\n\nb'],
  ['opening fence', leaveBlock, '~~~~js|', '~~~~js\n~~~~\n|'],
  ['code without a closing fence', leaveBlock, '```js\na\n|', '```js\na\n```\n|'],
  ['code not closed yet', leaveBlock, '```js\na|\n\nb', '```js\na\n```\n|\n\nb'],
  ['blank lines in code stay', leaveBlock, '```\na\n\n|\n\nb\n```', '```\na\n\n\n\nb\n```\n|'],
  ['code in an item', leaveBlock, '- ```\n  a|\n  ```\n- b', '- ```\n  a\n  ```\n  |\n- b'],
  ['code in a quote', leaveBlock, '> ```\n> a|\n\nb', '> ```\n> a\n> ```\n> |\n\nb'],
  ['quoted line in code not closed', leaveBlock, '```\na\n|\n>\n', '```\na\n```\n|\n\n>\n'],
  ['item', leaveBlock, '- a|\n- b\n\nc', '- a\n- b\n\n|\n\nc'],
  ['nested item', leaveBlock, '- a\n  - b|\n- c', '- a\n  - b\n\n  |\n- c'],
  ['then its parent', leaveBlock, '- a\n  - b\n\n  |', '- a\n  - b\n\n|'],
  ['empty item', leaveBlock, '- a\n- |', '- a\n\n|'],
  ['item in a quote', leaveBlock, '> 1. a|', '> 1. a\n>\n> |'],
  ['quote', leaveBlock, '> a|\n> b\nc', '> a\n> b\nc\n\n|'],
  ['quote before text', leaveBlock, '> a|\n\nb', '> a\n\n|\n\nb'],
  ['blank line of a quote', leaveBlock, '> a\n>\n> |', '> a\n\n|'],
  ['quote in an item', leaveBlock, '- > a|\n\n  b', '- > a\n\n  |\n\n  b'],
  ['indented code', leaveBlock, '    a|\n\n    b', '    a\n\n    b\n\n|'],
  ['nothing to leave', leaveBlock, 'a|\n\nb', 'a|\n\nb'],
  ['last line of code', leaveLastBlock, '```\na\n``|`', '```\na\n```\n|'],
  ['last line of a quote', leaveLastBlock, '> |a', '> a\n\n|'],
  ['last item of a quote', leaveLastBlock, '> - a|', '> - a\n\n|'],
  ['quote in a list', leaveLastBlock, '- > a|', '- > a\n\n  |'],
  ['another line of code', leaveLastBlock, '```\na|\n```', '```\na|\n```'],
  ['last item', leaveLastBlock, '- a|', '- a|'],
  ['last paragraph', leaveLastBlock, 'a|', 'a|'],
];
for (const [name, command, before, after] of cases) {
  test(`${name}: ${JSON.stringify(before)}`, () => {
    const state = markedState(before);
    assert.equal(marked(stateAfter(state, command)), after);
  });
}

test('a table is left from any cell', () => {
  const table = '> | a |\n> |---|\n> | b |';
  for (const [command, caret] of [
    [leaveBlock, 3],
    [leaveBlock, table.length],
    [leaveLastBlock, table.length - 3],
  ] as const) {
    const after = run(stateWith(table, caret), command);
    assert.equal(after?.doc.toString(), `${table}\n>\n> `);
    assert.equal(after.selection.main.head, after.doc.length);
  }
});

test('what is typed behind a block that was left is a paragraph beside it', () => {
  const random = Random.fromEnvironment();
  const documents = new ListDocuments(random);
  const tried: { before: string; after: string; word: string; where: string }[] = [];
  for (let tries = 0; tried.length < DOCUMENTS; tries++) {
    assert.ok(tries < 20 * DOCUMENTS, 'most commands do nothing');
    const doc = withTables(documents.next(), random);
    const words = [...doc.matchAll(/[\p{L}\d]+z(?![\p{L}\d])/gu)];
    const word = random.pick(words as [RegExpExecArray, ...RegExpExecArray[]]);
    const state = stateWith(doc, word.index + Math.floor(random.below(word[0].length + 1)));
    const left = run(state, leaveBlock);
    if (left === undefined) {
      continue;
    }
    const typed = left.update(left.replaceSelection('newz')).state;
    tried.push({
      before: doc,
      after: typed.doc.toString(),
      word: word[0],
      where: `seed ${String(random.seed)}: ${JSON.stringify(marked(state))} ${JSON.stringify(marked(typed))}`,
    });
  }
  const html = renderAll(tried.flatMap(({ before, after }) => [before, after]));
  tried.forEach(({ word, where }, i) => {
    const before = blockPaths(html[2 * i] ?? '');
    const after = blockPaths(html[2 * i + 1] ?? '');
    assert.deepEqual(after.get('newz'), aroundBlock(before.get(word) ?? []), where);
    after.delete('newz');
    assert.deepEqual([...after], [...before], where);
  });
});

/** Makes some headings tables. */
function withTables(doc: string, random: Random): string {
  return doc.replace(/^([> ]*)# (\w+z)$/gm, (heading, marks: string, word: string) =>
    random.below(2) < 1 ? `${marks}| ${word} |\n${marks}|---|` : heading,
  );
}

/** The paths of words, without the paragraphs that a list which has become loose has. */
function blockPaths(html: string): Map<string, string[]> {
  return new Map(
    [...pathsOf(html)].map(([word, path]) => [word, path.filter((tag) => tag !== 'p')]),
  );
}

function aroundBlock(path: readonly string[]): string[] {
  const block = path.reduce(
    (found, tag, i) => (/^(?:pre|table|blockquote|ul|ol)$/.test(tag) ? i : found),
    -1,
  );
  return path.slice(0, block);
}

test('marks that a command has put around the caret are typed over', () => {
  for (const [style, content, typed, expected] of [
    [BOLD, 'a', '**', '**a**|'],
    [ITALIC, 'a', '*', '*a*|'],
    [CODE, 'a', '`', '`a`|'],
    [BOLD, 'a *b', '*', '**a *b*|**'],
    [BOLD, 'a ', '*', '**a *|**'],
    [BOLD, '', 'b', '**b|**'],
  ] as const) {
    let state = stateAfter(markedState('|'), toggleStyle(style));
    for (const character of content + typed) {
      const { head } = state.selection.main;
      state = isClosingMark(state, character)
        ? state.update({ selection: { anchor: head + 1 } }).state
        : state.update(state.replaceSelection(character)).state;
    }
    assert.equal(marked(state), expected);
  }
});

test('marks are typed over only before the caret has left them', () => {
  const state = stateAfter(markedState('|'), toggleStyle(BOLD));
  const written = state.update(state.replaceSelection('a')).state;
  assert.equal(isClosingMark(written, '*'), true);
  const left = written.update({ selection: { anchor: 0 } }).state;
  const back = left.update({ selection: { anchor: 3 } }).state;
  assert.equal(isClosingMark(back, '*'), false);
  assert.equal(isClosingMark(markedState('**a|**'), '*'), false);
});
