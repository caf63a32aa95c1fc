import assert from 'node:assert/strict';
import test from 'node:test';
import { insertNewlineAndIndent } from '@codemirror/commands';
import { deleteMarkupBackward } from '@codemirror/lang-markdown';
import type { StateCommand } from '@codemirror/state';
import { deleteMarkup } from '../src/formatting/delete-markup.js';
import { toggleStyle } from '../src/formatting/inline-style.js';
import { insertFormula, toggleCodeBlock } from '../src/formatting/insertion.js';
import { leaveBlock, leaveLastBlock } from '../src/formatting/leave-block.js';
import { breakLine } from '../src/formatting/line-break.js';
import { toggleLines } from '../src/formatting/line-style.js';
import { toggleLink } from '../src/formatting/link.js';
import { indentItems } from '../src/formatting/list-indent.js';
import { moveDown, moveUp } from '../src/formatting/move-blocks.js';
import { BOLD, CODE, HIGHLIGHT, ITALIC, STRIKETHROUGH } from '../src/formatting/styles.js';
import { placeName } from '../src/formatting/tell-place.js';
import { marked, markedState, run, stateAfter, stateWith } from './list-documents.js';
import { Random } from './random.js';

/** As keys run them: the first that has something to do. */
const enter = first(breakLine, insertNewlineAndIndent);
const backspace = first(deleteMarkup, deleteMarkupBackward);
const bold = toggleStyle(BOLD);
const code = toggleStyle(CODE);

const DOCUMENTS = 2_000;

function first(...commands: readonly StateCommand[]): StateCommand {
  return (target) => commands.some((command) => command(target));
}

const cases: readonly (readonly [string, StateCommand, string, string])[] = [
  ['alert goes on', enter, '> [!NOTE]\n> a|', '> [!NOTE]\n> a\n> |'],
  ['alert’s marker', enter, '> [!NOTE]|', '> [!NOTE]\n> |'],
  ['alert without text goes on', enter, '> [!NOTE]\n> |', '> [!NOTE]\n> \n> |'],
  ['blank line leaves an alert', enter, '> [!NOTE]\n> a\n> |', '> [!NOTE]\n> a\n\n|'],
  ['blank line of a quote', enter, '> a\n> |', '> a\n> \n> |'],
  ['footnote’s first line', enter, '[^1]: a|', '[^1]: a\n|'],
  ['footnote’s next line', enter, '[^1]: a\n\n    b|', '[^1]: a\n\n    b\n    |'],
  ['blank line leaves a footnote', enter, '[^1]: a\n\n    b\n    |', '[^1]: a\n\n    b\n\n|'],
  ['list in a footnote', enter, '[^1]: - a|', '[^1]: - a\n    - |'],
  ['property', enter, '---\na:\n  - b|\n---\n', '---\na:\n  - b\n  |\n---\n'],
  ['property that looks like a quote', enter, '---\na: b\n> c|\n---', '---\na: b\n> c\n|\n---'],
  ['label of a footnote', backspace, '[^1]: |a', '[^1]: |a'],
  ['indentation of a footnote', backspace, '[^1]: a\n\n    |b', '[^1]: a\n\n|b'],
  ['item in a footnote', indentItems, '[^1]: - a\n    - b|', '[^1]: - a\n      - b|'],
  ['bold alert', bold, '|> [!NOTE]\n> a|', '|> [!NOTE]\n> **a|**'],
  ['bold footnote', bold, '|[^1]: a|', '|[^1]: **a|**'],
  ['bold around a reference', bold, '|a[^1]|\n\n[^1]: b', '**|a[^1]|**\n\n[^1]: b'],
  ['bold address', bold, '|www.example.org|', '**|www.example.org|**'],
  ['address as code', code, '|www.example.org|', '`|www.example.org|`'],
  ['quoted footnote', toggleLines('quote'), '[^1]: a|', '[^1]: > a|'],
  ['behind an alert', leaveBlock, '> [!NOTE]\n> a|', '> [!NOTE]\n> a\n\n|'],
  ['last footnote', leaveLastBlock, '[^1]: a|', '[^1]: a|'],
  ['property down', moveDown, '---\na: 1|\nb: 2\n---\n', '---\nb: 2\na: 1|\n---\n'],
  ['last property', moveDown, '---\na: 1\nb: 2|\n---\n\nc', '---\na: 1\nb: 2|\n---\n\nc'],
  ['front matter', moveDown, '|---\na: 1\n---\n\nc', '|---\na: 1\n---\n\nc'],
  ['block behind front matter', moveUp, '---\na: 1\n---\n\nc|', '---\na: 1\n---\n\nc|'],
  ['formula', insertFormula, 'a |x^2 |b', 'a $|x^2|$ b'],
  ['formula in lines of its own', insertFormula, 'a|', 'a\n\n$$\n|x|\n$$\n\n'],
  ['highlight on', toggleStyle(HIGHLIGHT), 'a |b| c', 'a ==|b|== c'],
  ['highlight off', toggleStyle(HIGHLIGHT), 'a ==|b|== c', 'a |b| c'],
  ['bold in a formula', bold, '$a |b| c$', '$a |b| c$'],
  ['line of a formula', enter, '$$\na|\n$$', '$$\na\n|\n$$'],
  ['line of a quoted formula', enter, '> $$\n> a|\n> $$', '> $$\n> a\n> |\n> $$'],
  ['behind a formula', leaveBlock, '$$\na|\n$$', '$$\na\n$$\n|'],
  ['footnote up', moveUp, '[^1]: a\n\n[^2]: b|', '[^2]: b|\n\n[^1]: a'],
];
for (const [name, command, before, after] of cases) {
  test(`${name}: ${JSON.stringify(before)}`, () => {
    assert.equal(marked(stateAfter(markedState(before, ['github', 'marks']), command)), after);
  });
}

test('the place in properties and footnotes', () => {
  assert.equal(placeName(markedState('---\na: |b\n---', ['github'])), 'Properties');
  assert.equal(placeName(markedState('[^1]: |b', ['github'])), 'Paragraph, in a footnote');
});

const LINES = [
  'a: b',
  '# c',
  '- d',
  '> e',
  '',
  '  - f',
  'g: [h, i]',
  '    j',
  '1. k',
  '```',
  '**l**',
] as const;

const COMMANDS: readonly StateCommand[] = [
  ...[BOLD, ITALIC, STRIKETHROUGH, CODE].map(toggleStyle),
  ...(['quote', 'bulletedList', 'numberedList', 'taskList', 'heading1'] as const).map(toggleLines),
  toggleCodeBlock,
  toggleLink('Link'),
  toggleLink('Image'),
  breakLine,
  deleteMarkup,
  deleteMarkupBackward,
  indentItems,
];

test('no command of Markdown changes front matter', () => {
  const random = Random.fromEnvironment();
  for (let i = 0; i < DOCUMENTS; i++) {
    const lines = Array.from({ length: 1 + Math.floor(random.below(5)) }, () => random.pick(LINES));
    const doc = ['---', 'key: value', ...lines, '---', '', 'text'].join('\n');
    const length = doc.lastIndexOf('\n---') + 1;
    const [anchor, head] = [0, 0].map(() => Math.floor(random.below(length)));
    const state = stateWith(doc, anchor ?? 0, head, ['front-matter']);
    const index = Math.floor(random.below(COMMANDS.length));
    const after = run(state, COMMANDS[index] ?? breakLine);
    assert.equal(
      after?.doc.toString() ?? doc,
      doc,
      `command ${String(index)} from ${String(anchor)} to ${String(head)}, seed ${String(random.seed)}`,
    );
  }
});
