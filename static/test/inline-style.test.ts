import assert from 'node:assert/strict';
import test from 'node:test';
import { EditorSelection, EditorState } from '@codemirror/state';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { telling } from '../src/codemirror/tell.js';
import { toggleStyle } from '../src/formatting/inline-style.js';
import { BOLD, CODE, type InlineStyle, ITALIC, STRIKETHROUGH } from '../src/formatting/styles.js';
import { stateAfter } from './list-documents.js';
import { Random } from './random.js';

/** The number of documents of each generated test; a long run sets another. */
const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 1000);

/** A text in which `|` is the caret, or `‹` and `›` are the ends of a selection. */
function stateOf(marked: string): EditorState {
  const ranges: [number, number][] = [];
  let doc = '';
  let start = 0;
  for (const character of marked) {
    if (character === '‹') {
      start = doc.length;
    } else if (character === '›') {
      ranges.push([start, doc.length]);
    } else if (character === '¦') {
      ranges.push([doc.length, doc.length]);
    } else {
      doc += character;
    }
  }
  return stateWith(doc, ranges);
}

function stateWith(doc: string, ranges: readonly (readonly [number, number])[]): EditorState {
  return EditorState.create({
    doc,
    selection: EditorSelection.create(
      ranges.map(([anchor, head]) => EditorSelection.range(anchor, head)),
    ),
    extensions: [markdownHighlighting(), EditorState.allowMultipleSelections.of(true)],
  });
}

function marked(state: EditorState): string {
  let text = state.doc.toString();
  for (const { from, to, empty } of [...state.selection.ranges].reverse()) {
    text = empty
      ? `${text.slice(0, from)}¦${text.slice(from)}`
      : `${text.slice(0, from)}‹${text.slice(from, to)}›${text.slice(to)}`;
  }
  return text;
}

/** The same text and selection, in an editor that remembers nothing. */
function fresh(state: EditorState): EditorState {
  return stateWith(
    state.doc.toString(),
    state.selection.ranges.map(({ anchor, head }) => [anchor, head]),
  );
}

const cases: readonly (readonly [InlineStyle, string, string])[] = [
  [BOLD, '‹one\ntwo›', '‹**one**\n**two**›'],
  [BOLD, '‹a **b** c›', '**‹a b c›**'],
  [BOLD, '**a ‹b** c›', '**a ‹b c›**'],
  [BOLD, '**a ‹b› c**', '**a** ‹b› **c**'],
  [BOLD, '**a** ‹b› **c**', '**a ‹b› c**'],
  [ITALIC, '*a *b ‹c› d* e*', '*a* *b* ‹c› *d* *e*'],
  [BOLD, '‹「重要」›です', '‹「**重要**」›です'],
  [BOLD, 'a‹(b)›c', 'a‹(**b**)›c'],
  [BOLD, 'x **bold¦**', 'x **bold**¦'],
  [BOLD, 'x **bold ¦**', 'x **bold** ¦'],
  [ITALIC, '**a *b  ¦***', '**a *b*  ¦**'],
  [ITALIC, '**a ¦**', '**a *¦***'],
  [STRIKETHROUGH, '~~a ¦~~ b', '~~a~~ ¦ b'],
  [CODE, '`a ¦`', '`a` ¦'],
  [ITALIC, "don¦'t", "*don¦'t*"],
  [ITALIC, '***¦***', '**¦**'],
  [BOLD, '***¦***', '*¦*'],
  [BOLD, '| ‹a | b› |\n| - | - |', '| **‹a** | **b›** |\n| - | - |'],
  [BOLD, '> ‹one\n> two›', '> **‹one**\n> **two›**'],
  [BOLD, '‹# one\n\n```\ncode\n```\n\n- two›', '‹# **one**\n\n```\ncode\n```\n\n- **two›**'],
  [BOLD, '`a ‹b› c`', '`a ‹b› c`'],
  [BOLD, '[a ‹b› c](u)', '[a **‹b›** c](u)'],
  [BOLD, '‹a [b› c](u)', '**‹a** [**b›** c](u)'],
  [CODE, '‹a **b** c›', '`‹a` **`b`** `c›`'],
  [CODE, '`a ‹b› c`', '`a` ‹b› `c`'],
  [STRIKETHROUGH, '‹a› *b*', '~~‹a›~~ *b*'],
];
for (const [style, before, after] of cases) {
  test(`${style.node} on ${JSON.stringify(before)}`, () => {
    const state = stateAfter(stateOf(before), toggleStyle(style));
    assert.equal(state.doc.toString(), stateOf(after).doc.toString());
  });
}

test('a stretch of several blocks is marked and unmarked', () => {
  for (const separator of ['\n', '\n\n', '\n- ', '\n> ']) {
    const before = stateOf(`‹one${separator}two›`);
    const on = stateAfter(before, toggleStyle(BOLD));
    assert.equal(on.doc.toString(), `**one**${separator}**two**`);
    assert.equal(marked(stateAfter(fresh(on), toggleStyle(BOLD))), marked(before));
  }
});

test('nothing to format is told', () => {
  const said: string[] = [];
  const state = EditorState.create({
    doc: '```\ncode\n```',
    selection: EditorSelection.single(4, 8),
    extensions: [markdownHighlighting(), telling((text) => said.push(text))],
  });
  assert.equal(stateAfter(state, toggleStyle(BOLD)), state);
  assert.equal(said.length, 1);
});

const STYLES: readonly [InlineStyle, ...InlineStyle[]] = [BOLD, ITALIC, STRIKETHROUGH, CODE];
const PIECES = [
  'word',
  ' ',
  ' ',
  ' ',
  '\n',
  '\n',
  '\n\n',
  '\n\n',
  '*',
  '**',
  '***',
  '_',
  '__',
  '~~',
  '`',
  '``',
  '> ',
  '- ',
  '1. ',
  '  ',
  '# ',
  '```\n',
  '[a]',
  '[b](c "d")',
  '![i](j)',
  '<b>',
  '</b>',
  '<!-- x -->',
  '&amp;',
  '\\*',
  '\\',
  '「重要」',
  'です',
  'שלום',
  '"',
  '(',
  ')',
  '.',
  '| a | b |\n| - | - |\n| c | d |\n',
  '[a]: u\n',
  '<https://a.example>',
  '**bold**',
  '*em*',
  '`code`',
  '~~del~~',
  "don't",
  '|',
  '===\n',
  '😀',
] as const;

function documentOf(random: Random): string {
  return Array.from({ length: 1 + random.below(14) }, () => random.pick(PIECES)).join('');
}

function rangesOf(random: Random, length: number): [number, number][] {
  return Array.from({ length: 1 + random.below(2) }, () => {
    const place = () => Math.floor(random.below(length + 1));
    const anchor = place();
    return [anchor, random.below(5) < 1 ? anchor : place()];
  });
}

/** Removes characters for as long as the failure stays. */
function shrunk(state: EditorState, fails: (state: EditorState) => boolean): EditorState {
  let smallest = state;
  for (let at = 0; at < smallest.doc.length;) {
    const set = smallest.changes({ from: at, to: at + 1 });
    const next = fresh(smallest.update({ changes: set }).state);
    if (fails(next)) {
      smallest = next;
      at = 0;
    } else {
      at++;
    }
  }
  return smallest;
}

test('a toggle pressed twice leaves text and selection as they were', () => {
  const random = Random.fromEnvironment();
  for (let i = 0; i < DOCUMENTS; i++) {
    const doc = documentOf(random);
    const before = stateWith(doc, rangesOf(random, doc.length));
    const style = random.pick(STYLES);
    const fails = (state: EditorState) =>
      marked(stateAfter(stateAfter(state, toggleStyle(style)), toggleStyle(style))) !==
      marked(state);
    if (fails(before)) {
      const least = shrunk(before, fails);
      assert.fail(
        `seed ${String(random.seed)}, ${style.node}, ${JSON.stringify(marked(least))} → ` +
          JSON.stringify(marked(stateAfter(least, toggleStyle(style)))),
      );
    }
  }
});
