import assert from 'node:assert/strict';
import test from 'node:test';
import type { EditorState, StateCommand } from '@codemirror/state';
import { insertRule, toggleCodeBlock } from '../src/formatting/insertion.js';
import { hasLineStyle, type LineStyle, toggleLines } from '../src/formatting/line-style.js';
import { renderAll } from './engine.js';
import { ListDocuments, marked, markedState, run, stateWith, textOf } from './list-documents.js';
import { Random } from './random.js';

/** The number of random documents; a long run sets more. */
const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 1500);

const cases: readonly (readonly [LineStyle, string, string])[] = [
  ['bulletedList', '> |', '> - |'],
  ['bulletedList', '> - a|', '> a|'],
  ['bulletedList', 'a\nb|\nc', 'a\n- b|\n\nc'],
  ['bulletedList', '- a\n- b|\n- c', '- a\n\nb|\n\n- c'],
  ['bulletedList', '- a\n  - b|', '- a\n\n  b|'],
  ['bulletedList', '1. |a\n\n   b\n2. c|', '- |a\n\n  b\n- c|'],
  ['bulletedList', '|```\nx\n\ny\n```|', '- |```\n  x\n\n  y\n  ```|'],
  ['bulletedList', 'a\n|', 'a\n\n- |'],
  ['numberedList', '- |a\n  - b\n    - c\n- d|', '1. |a\n   1. b\n      1. c\n2. d|'],
  ['numberedList', '1. a\n2. b\n\n|c', '1. a\n2. b\n\n3. |c'],
  ['numberedList', '1. |a\n\n   > 1. b|\n   > 2. c', '|a\n\n> b|\n>\n> 2. c'],
  ['taskList', '> a|', '> - [ ] a|'],
  ['taskList', '1. a|', '- [ ] a|'],
  ['quote', '|a\n\nb|', '> |a\n>\n> b|'],
  ['quote', '```\na|\n\nb\n```', '> ```\n> a|\n>\n> b\n> ```'],
  ['quote', '- a|', '- > a|'],
  ['quote', '- a\n|\n  - b', '- a\n  > |\n  - b'],
  ['quote', '- |\n  a|', '- > |\n  > a|'],
  ['quote', '- |a\n- b|', '> - |a\n> - b|'],
  ['quote', 'x\n> a|', 'x\n\na|'],
  ['heading2', '> a|', '> ## a|'],
  ['heading2', '- a|', '- ## a|'],
  ['heading2', '# a #|', '## a|'],
  ['heading2', 'Title|\n===', '## Title|'],
  ['heading2', 'a\nb|\n===', 'a\nb|\n---'],
  ['heading2', '- [ ] a|', '- [ ] a|'],
];
for (const [style, before, after] of cases) {
  test(`${style}: ${JSON.stringify(before)}`, () => {
    const state = run(markedState(before), toggleLines(style));
    assert.equal(state && marked(state), after);
  });
}

const blocks: readonly (readonly [StateCommand, string, string])[] = [
  [insertRule, '> a|', '> a\n>\n> ---\n>\n> |'],
  [insertRule, '- a|\n- b', '- a\n\n  ---\n\n  |\n- b'],
  [insertRule, '```\nx|\n```', '```\nx\n```\n\n---\n\n|'],
  [toggleCodeBlock, '- a|', '- ```\n  a|\n  ```'],
  [toggleCodeBlock, '    a|\n\n      b\nc', '```\na|\n\n  b\n```\nc'],
  [toggleCodeBlock, '>     a|\n>     b', '> ```\n> a|\n> b\n> ```'],
  [toggleCodeBlock, '- ```\n  a|\n  ```', '- a|'],
  [toggleCodeBlock, '> ```\n> a|\n> ```', '> a|'],
  [toggleCodeBlock, '> |a\n>\n> b|', '> ```\n> |a\n>\n> b|\n> ```'],
  [toggleCodeBlock, '```\n|\n```', '|'],
  [toggleCodeBlock, '- |', '- ```\n  |\n  ```'],
];
for (const [command, before, after] of blocks) {
  test(`in its container: ${JSON.stringify(before)}`, () => {
    const state = run(markedState(before), command);
    assert.equal(state && marked(state), after);
  });
}

const STYLES = [
  'quote',
  'bulletedList',
  'numberedList',
  'taskList',
  'heading1',
  'heading3',
] as const;

test('toggles keep what is written, and twice they change nothing', () => {
  const random = Random.fromEnvironment();
  const documents = new ListDocuments(random);
  const tried: { style: LineStyle; state: EditorState; after: EditorState }[] = [];
  while (tried.length < DOCUMENTS) {
    const doc = documents.next();
    const anchor = Math.floor(random.below(doc.length + 1));
    const head = random.below(2) < 1 ? anchor : Math.floor(random.below(doc.length + 1));
    const state = stateWith(doc, anchor, head);
    const style = random.pick(STYLES);
    const where = `seed ${String(random.seed)}, ${style}: ${JSON.stringify(marked(state))}`;
    const after = run(state, toggleLines(style));
    assert.ok(after !== undefined, where);
    if (!after.doc.eq(state.doc)) {
      const back = run(after, toggleLines(style));
      assert.equal(back && marked(back), marked(state), where);
    }
    tried.push({ style, state, after });
  }
  const html = renderAll(
    tried.flatMap(({ state, after }) => [state.doc.toString(), after.doc.toString()]),
  );
  tried.forEach(({ style, state, after }, i) => {
    const where = `seed ${String(random.seed)}, ${style}: ${JSON.stringify(marked(state))} ${JSON.stringify(marked(after))}`;
    // The box of a task without text is shown as text.
    const text = textOf(html[2 * i + 1] ?? '').replace('[]', '');
    assert.equal(text, textOf(html[2 * i] ?? ''), where);
  });
});

test('the style at the caret is told', () => {
  assert.equal(hasLineStyle(markedState('> a|'), 'quote'), true);
  assert.equal(hasLineStyle(markedState('1. a|'), 'bulletedList'), false);
  assert.equal(hasLineStyle(markedState('> 1. a\n>    b|'), 'numberedList'), true);
  assert.equal(hasLineStyle(markedState('a|\n==='), 'heading1'), true);
});
