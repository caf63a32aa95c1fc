import assert from 'node:assert/strict';
import test from 'node:test';
import { EditorSelection, EditorState } from '@codemirror/state';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { linkTo, toggleLink } from '../src/formatting/link.js';

/** A text in which `‹` and `›` are the ends of the selection. */
function stateOf(marked: string): EditorState {
  const from = marked.indexOf('‹');
  return EditorState.create({
    doc: marked.replace(/[‹›]/g, ''),
    selection: EditorSelection.single(from, marked.indexOf('›') - 1),
    extensions: [markdownHighlighting()],
  });
}

function toggled(marked: string, kind: 'Link' | 'Image'): string {
  let state = stateOf(marked);
  toggleLink(kind)({ state, dispatch: (transaction) => (state = transaction.state) });
  const { from, to } = state.selection.main;
  return `${state.sliceDoc(0, from)}‹${state.sliceDoc(from, to)}›${state.sliceDoc(to)}`;
}

const cases: readonly (readonly ['Link' | 'Image', string, string])[] = [
  ['Link', 'see ‹this› one', 'see [this](‹url›) one'],
  ['Link', '‹a] b›', '[a\\] b](‹url›)'],
  ['Link', '‹a [b] c›', '[a [b] c](‹url›)'],
  ['Link', '‹https://a.example/(x)›', '[‹›](<https://a.example/(x)>)'],
  ['Link', '[![al‹›t](i.png)](u)', '‹![alt](i.png)›'],
  ['Link', '[`a](b`‹›](u)', '‹`a](b`›'],
  ['Link', '[a \\] ‹b›](u "t")', '‹a \\] b›'],
  ['Link', '[te‹›xt][ref]\n\n[ref]: u', '‹text›\n\n[ref]: u'],
  ['Link', 'x <https://a‹›.example> y', 'x ‹https://a.example› y'],
  ['Link', '‹a [b](c) d›', '‹a [b](c) d›'],
  ['Link', '`a ‹b› c`', '`a ‹b› c`'],
  ['Link', '```\n‹code›\n```', '```\n‹code›\n```'],
  ['Link', '**a ‹b** c›', '**a ‹b** c›'],
  ['Image', '![a ‹c›at](i.png)', '‹a cat›'],
  ['Image', '[‹a› b](u)', '[![a](‹url›) b](u)'],
];
for (const [kind, before, after] of cases) {
  test(`${kind} on ${JSON.stringify(before)}`, () => {
    assert.equal(toggled(before, kind), after);
  });
}

test('a selection gets an address where it can have one', () => {
  const linked = (marked: string) => {
    const state = stateOf(marked);
    const changes = linkTo(state, state.selection.main, 'https://a.example/(b)');
    return changes && state.changes(changes).apply(state.doc).toString();
  };
  assert.equal(linked('see ‹a] b›'), 'see [a\\] b](<https://a.example/(b)>)');
  for (const marked of [
    '[a](‹b›)',
    '[‹a›](b)',
    '[a]: ‹b›',
    '`‹a›`',
    '<a href="‹b›">',
    '‹a\n\nb›',
  ]) {
    assert.equal(linked(marked), undefined, marked);
  }
});
