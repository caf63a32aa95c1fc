import assert from 'node:assert/strict';
import test from 'node:test';
import type { EditorState } from '@codemirror/state';
import { selectBlock } from '../src/formatting/select-block.js';
import { renderAll } from './engine.js';
import { ListDocuments, marked, markedState, run, stateWith } from './list-documents.js';
import { Random } from './random.js';

/** The number of random documents; a long run sets more. */
const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 1500);

const cases: readonly (readonly [string, string, ...string[]])[] = [
  ['paragraph', 'a\n\nb|\nc\n\nd', 'a\n\n|b\nc|\n\nd', '|a\n\nb\nc\n\nd|'],
  ['item with its children', '- a|\n  - b\n- c', '|- a\n  - b|\n- c', '|- a\n  - b\n- c|'],
  [
    'nested item',
    '- a\n  - b|\n  - c\n- d',
    '- a\n  |- b|\n  - c\n- d',
    '- a\n  |- b\n  - c|\n- d',
    '|- a\n  - b\n  - c|\n- d',
    '|- a\n  - b\n  - c\n- d|',
  ],
  ['second block of an item', '- a\n\n  b|', '- a\n\n  |b|', '|- a\n\n  b|'],
  ['empty item', '- a\n- |', '- a\n|- |', '|- a\n- |'],
  ['task', '- [ ] a|\n- b', '|- [ ] a|\n- b', '|- [ ] a\n- b|'],
  [
    'fence in a quote',
    '> ```\n> a|\n> ```\n> b',
    '> |```\n> a\n> ```|\n> b',
    '|> ```\n> a\n> ```\n> b|',
  ],
  [
    'sections',
    '# a\n\n## b\n\nc|\n\n### d\n\n## e\n\n# f',
    '# a\n\n## b\n\n|c|\n\n### d\n\n## e\n\n# f',
    '# a\n\n|## b\n\nc\n\n### d|\n\n## e\n\n# f',
    '|# a\n\n## b\n\nc\n\n### d\n\n## e|\n\n# f',
    '|# a\n\n## b\n\nc\n\n### d\n\n## e\n\n# f|',
  ],
  [
    'heading',
    'x\n\na|\n===\n\nb',
    'x\n\n|a\n===|\n\nb',
    'x\n\n|a\n===\n\nb|',
    '|x\n\na\n===\n\nb|',
  ],
  ['blank line', '# a\n|\n# b', '|# a\n|\n# b', '|# a\n\n# b|'],
  ['all of it again', '|a|', '|a|'],
  ['selection over blocks', 'a\n\n- |b\n- c|\n- d', 'a\n\n|- b\n- c\n- d|'],
];
for (const [name, before, ...selections] of cases) {
  test(`${name}: ${JSON.stringify(before)}`, () => {
    let state: EditorState | undefined = markedState(before);
    for (const expected of selections) {
      state = run(state, selectBlock) ?? state;
      assert.equal(marked(state), expected);
    }
  });
}

test('each selection is all of an element, or begins with a heading, and the last is all of the text', () => {
  const random = Random.fromEnvironment();
  const documents = new ListDocuments(random);
  const tried = Array.from({ length: DOCUMENTS }, () => {
    const doc = documents.next();
    const start = stateWith(doc, Math.floor(random.below(doc.length + 1)));
    const where = `seed ${String(random.seed)}: ${JSON.stringify(marked(start))}`;
    const selected: string[] = [];
    for (let state = start; state.selection.main.to - state.selection.main.from < doc.length;) {
      const after = run(state, selectBlock) ?? state;
      const [old, { from, to }] = [state.selection.main, after.selection.main];
      assert.ok(from <= old.from && to >= old.to && to - from > old.to - old.from, where);
      selected.push(doc.slice(from, to));
      state = after;
    }
    return { doc, selected, where };
  });
  const html = renderAll(tried.map(({ doc }) => doc));
  tried.forEach(({ doc, selected, where }, i) => {
    const elements = elementsOf(html[i] ?? '');
    for (const text of selected) {
      const isSection = text.startsWith('#') && text.includes('\n');
      const words = wordsOf(text);
      assert.ok(
        isSection || text === doc || elements.has(words) || words === '',
        `${JSON.stringify(text)}, ${where}`,
      );
    }
  });
});

function wordsOf(text: string): string {
  return (text.match(/[\p{L}\d]+z(?![\p{L}\d])/gu) ?? []).join(' ');
}

/** The words of each element of HTML. */
function elementsOf(html: string): Set<string> {
  const elements = new Set<string>();
  const open: string[][] = [];
  for (const [token] of html.matchAll(/<[^>]*>|[^<]+/g)) {
    if (token.startsWith('</')) {
      elements.add((open.pop() ?? []).join(' '));
    } else if (!token.startsWith('<')) {
      for (const words of open) {
        words.push(...wordsOf(token).split(' ').filter(Boolean));
      }
    } else if (!/^<(?:input|hr|br|img)/.test(token)) {
      open.push([]);
    }
  }
  return elements;
}
