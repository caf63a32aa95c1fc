import assert from 'node:assert/strict';
import test from 'node:test';
import type { EditorState, StateCommand } from '@codemirror/state';
import { deleteMarkup } from '../src/formatting/delete-markup.js';
import { breakLine } from '../src/formatting/line-break.js';
import { indentItems, outdentItems } from '../src/formatting/list-indent.js';
import { renderAll } from './engine.js';
import { ListDocuments, marked, markedState, pathsOf, run, stateWith } from './list-documents.js';
import { Random } from './random.js';

/** The number of random documents; a long run sets more. */
const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 1500);

const cases: readonly (readonly [string, StateCommand, string, string | undefined])[] = [
  ['next item', breakLine, '- a|', '- a\n- |'],
  ['next item, with the rest of the line', breakLine, '- a b| c', '- a b\n- |c'],
  ['item before', breakLine, '- |a', '- \n- |a'],
  ['end of a list, with a blank line', breakLine, '- a\n- |', '- a\n\n|'],
  ['numbers with zeros', breakLine, '01. a|\n02. b\n    c', '01. a\n2. |\n3. b\n   c'],
  ['end of a list within', breakLine, '1. a\n2. |\n3. b', '1. a\n\n|\n\n2. b'],
  ['end of a nested list', breakLine, '- a\n  - |', '- a\n- |'],
  ['end of a list in a quote', breakLine, '> - a\n> - |', '> - a\n>\n> |'],
  ['end of a list of one', breakLine, '- |', '|'],
  ['next line of a quote', breakLine, '> a|', '> a\n> |'],
  ['end of a quote', breakLine, '> a\n>\n> |', '> a\n\n|'],
  ['end of a quote behind a list', breakLine, '> - a\n>\n> |', '> - a\n\n|'],
  ['next line of an item in a quote', breakLine, '> - a\n>\n>   |', '> - a\n>\n>   \n>   |'],
  ['next task', breakLine, '- [x] a|', '- [x] a\n- [ ] |'],
  ['next paragraph of an item', breakLine, '- a\n\n  b|', '- a\n\n  b\n  |'],
  ['numbers behind', breakLine, '1. a|\n2. b\n3. c', '1. a\n2. |\n3. b\n4. c'],
  ['one digit more', breakLine, '8. a|\n9. b\n\n   c', '8. a\n9. |\n10. b\n\n    c'],
  ['one number for all', breakLine, '1. a\n1. b|', '1. a\n1. b\n1. |'],
  ['loose list', breakLine, '- a\n\n- b|', '- a\n\n- b\n\n- |'],
  ['code in a quote', breakLine, '> ```\n>   co|de\n> ```', '> ```\n>   co\n>   |de\n> ```'],
  ['code in an item', breakLine, '- ```\n  co|de\n  ```', '- ```\n  co\n  |de\n  ```'],
  ['indented list', breakLine, '  - a|', '  - a\n  - |'],
  ['no container', breakLine, 'a|', undefined],
  ['three columns', indentItems, '1. one\n2. two|', '1. one\n   1. two|'],
  ['four columns', indentItems, '10. one\n11. two|', '10. one\n    1. two|'],
  ['numbers close up', indentItems, '1. a\n2. b|\n3. c', '1. a\n   1. b|\n2. c'],
  ['in a quote', indentItems, '> - a\n> - b|', '> - a\n>   - b|'],
  ['all that is selected', indentItems, '- a\n- |b\n- c|', '- a\n  - |b\n  - c|'],
  ['not below nothing', indentItems, '- a|', '- a|'],
  ['not two levels', indentItems, '- a\n  - b|', '- a\n  - b|'],
  ['with its children', indentItems, '- a\n- b|\n  - c', '- a\n  - b|\n    - c'],
  ['to other children', indentItems, '- a\n  1. x\n- b|', '- a\n  1. x\n  2. b|'],
  ['as far as other children', indentItems, '- a\n    - x\n- b|', '- a\n    - x\n    - b|'],
  ['outside of lists', indentItems, 'x|', undefined],
  ['back', outdentItems, '1. one\n   1. two|\n2. three', '1. one\n2. two|\n3. three'],
  ['as far as new siblings', outdentItems, '1. a\n    - b|', '1. a\n2. b|'],
  ['siblings follow', outdentItems, '- a\n  - b|\n  - c', '- a\n- b|\n  - c'],
  ['off a shared line', outdentItems, '- - b|', '- b|'],
  ['first marker', deleteMarkup, '- |a', '|a'],
  ['later marker', deleteMarkup, '- a\n- |b', '- a\n\n|b'],
  ['nested marker', deleteMarkup, '- a\n  - |b', '- a\n- |b'],
  ['box', deleteMarkup, '- [ ] |a', '- |a'],
  ['number', deleteMarkup, '1. a\n2. |b\n3. c', '1. a\n\n|b\n\n3. c'],
  ['mark of a quote', deleteMarkup, '> > |a', '> |a'],
  ['line of a quote', deleteMarkup, '> a\n> |b', '> a|b'],
  ['paragraph of an item', deleteMarkup, '- a\n\n  |b', '- a\n\n|b'],
  ['within the text', deleteMarkup, '- a|', undefined],
];
for (const [name, command, before, after] of cases) {
  test(`${name}: ${JSON.stringify(before)}`, () => {
    const state = run(markedState(before), command);
    assert.equal(state && marked(state), after);
  });
}

test('Tab makes an item a child, and Shift+Tab takes that back', () => {
  const random = Random.fromEnvironment();
  const documents = new ListDocuments(random);
  const tried: { before: string; state: EditorState; after: EditorState; words: string[] }[] = [];
  while (tried.length < DOCUMENTS) {
    const doc = documents.next();
    const state = withSelection(doc, random);
    const after = run(state, indentItems);
    if (after === undefined || after === state || after.doc.eq(state.doc)) {
      continue;
    }
    const where = `seed ${String(random.seed)}: ${JSON.stringify(marked(state))}`;
    const back = run(after, outdentItems);
    assert.equal(back && marked(back), marked(state), where);
    tried.push({ before: doc, state, after, words: [] });
  }
  const html = renderAll(tried.flatMap(({ before, after }) => [before, after.doc.toString()]));
  tried.forEach(({ state, after }, i) => {
    const where = `seed ${String(random.seed)}: ${JSON.stringify(marked(state))} ${JSON.stringify(marked(after))}`;
    const old = pathsOf(html[2 * i] ?? '');
    const now = pathsOf(html[2 * i + 1] ?? '');
    assert.deepEqual([...now.keys()], [...old.keys()], where);
    let moved = 0;
    for (const [word, path] of old) {
      const levels = depthOf(now.get(word)) - depthOf(path);
      assert.ok(levels === 0 || levels === 1, `${word} by ${String(levels)}, ${where}`);
      moved += levels;
    }
    assert.ok(moved > 0, where);
  });
});

test('Enter begins an item, and a second one ends the list', () => {
  const random = Random.fromEnvironment();
  const documents = new ListDocuments(random);
  const tried: { state: EditorState; once: string; twice: string | undefined }[] = [];
  while (tried.length < DOCUMENTS) {
    const doc = documents.next();
    const state = atLineEnd(doc, random);
    const line = state.doc.lineAt(state.selection.main.head).text;
    const after = /^[\s>]*(?:[-+*]|\d+\.) /.test(line) ? run(state, breakLine) : undefined;
    if (after === undefined) {
      continue;
    }
    const again = run(after, breakLine);
    tried.push({ state, once: typed(after), twice: again && typed(again) });
  }
  const html = renderAll(
    tried.flatMap(({ state, once, twice }) => [state.doc.toString(), once, twice ?? '']),
  );
  tried.forEach(({ state, once, twice }, i) => {
    const where = `seed ${String(random.seed)}: ${JSON.stringify(marked(state))} ${JSON.stringify(once)} ${JSON.stringify(twice)}`;
    const old = pathsOf(html[3 * i] ?? '');
    const line = state.doc.lineAt(state.selection.main.head).text;
    const word = /\S+z(?!\S)/.exec(line)?.[0] ?? '';
    const items = depthOf(old.get(word));
    const first = pathsOf(html[3 * i + 1] ?? '');
    assert.equal(depthOf(first.get('newz')), items, where);
    assert.notEqual(twice, undefined, where);
    const second = pathsOf(html[3 * i + 2] ?? '');
    assert.equal(depthOf(second.get('newz')), items - 1, where);
    for (const [each, path] of old) {
      assert.equal(depthOf(first.get(each)), depthOf(path), `${each}, ${where}`);
    }
  });
});

function typed(state: EditorState): string {
  return state.update(state.replaceSelection('newz')).state.doc.toString();
}

function depthOf(path: readonly string[] | undefined): number {
  return path?.filter((name) => name === 'li').length ?? -1;
}

function withSelection(doc: string, random: Random): EditorState {
  const anchor = Math.floor(random.below(doc.length + 1));
  const head = random.below(2) < 1 ? anchor : Math.floor(random.below(doc.length + 1));
  return stateWith(doc, anchor, head);
}

function atLineEnd(doc: string, random: Random): EditorState {
  const state = stateWith(doc, 0);
  const line = state.doc.line(1 + Math.floor(random.below(state.doc.lines)));
  return stateWith(doc, line.to);
}
