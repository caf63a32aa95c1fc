import assert from 'node:assert/strict';
import test from 'node:test';
import { proposalsAt } from '../src/writing/proposals.js';
import { ListDocuments, markedState, stateWith } from './list-documents.js';
import { Random } from './random.js';

/** The number of random documents; a long run sets more. */
const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 500);

const HEADINGS = [
  { name: 'getting-started', text: 'Getting started' },
  { name: 'über-uns', text: 'Über uns' },
  { name: 'start', text: 'Start' },
  { name: 'start-1', text: 'Start' },
  { name: '', text: '!' },
];

const DEFINITIONS = '\n\n[Site]: https://a.example/\n[site map]: b\n> [Other]: c\n';

function labelsAt(marked: string): string | undefined {
  const state = markedState(marked);
  const found = proposalsAt(state, state.selection.main.head, () => HEADINGS);
  return (
    found &&
    `${state.sliceDoc(found.from, state.selection.main.head)}: ${found.options.map(({ label }) => label).join(' ')} ${found.closing}`
  );
}

const cases: readonly (readonly [string, string, string | undefined])[] = [
  ['language', '```ja|', 'ja: java javascript '],
  ['language behind spaces', '~~~ p|', 'p: patch php postgresql py python '],
  ['language in an item', '- ```ts|x\n', 'ts: ts tsx '],
  ['language in a quote', '> ```yam|\n> a', 'yam: yaml '],
  ['language in capitals', '```RU|', 'RU: ruby rust '],
  ['no language yet', '```|', undefined],
  ['language typed in full', '```rust|', undefined],
  ['unknown language', '```mermaid|', undefined],
  ['no language in code', '````\n```j|', undefined],
  ['no language behind text', 'a ```j|', undefined],
  ['headings', '[a](#|', ': getting-started über-uns start start-1 )'],
  ['heading by its beginning', '[a](#st|', 'st: start start-1 getting-started )'],
  ['heading in a link', 'x [a](#ü|) y', 'ü: über-uns )'],
  ['heading of a definition', '[a]: #g|', 'g: getting-started )'],
  ['heading of an image’s link', '[![a](b)](#g|)', 'g: getting-started )'],
  ['heading typed in full', '[a](#getting-started|)', undefined],
  ['no heading of another page', '[a](b#st|)', undefined],
  ['no heading in code', '`[a](#s|)`', undefined],
  ['no heading in a fence', '```\n[a](#s|', undefined],
  ['no heading in HTML', '<p>\n[a](#s|', undefined],
  ['no heading in indented code', '    [a](#s|', undefined],
  ['label', `[si|${DEFINITIONS}`, 'si: Site site map ]'],
  ['label of an image', `![oth|${DEFINITIONS}`, 'oth: Other ]'],
  ['label behind a text', `[a][|${DEFINITIONS}`, ': Site site map Other ]'],
  ['label in an item', `- [s|${DEFINITIONS}`, 's: Site site map ]'],
  ['label in closed brackets', `[map|]${DEFINITIONS}`, 'map: site map ]'],
  ['no label yet', `[|${DEFINITIONS}`, undefined],
  ['no label without definitions', '[si|', undefined],
  ['no label after a backslash', `\\[si|${DEFINITIONS}`, undefined],
  ['no label in a box', `- [ |]${DEFINITIONS}`, undefined],
  ['no label in a box with a cross', '- [x|\n\n[x]: y', undefined],
  ['no label in code', `\`[si|\`${DEFINITIONS}`, undefined],
];
for (const [name, before, expected] of cases) {
  test(`${name}: ${JSON.stringify(before)}`, () => {
    assert.equal(labelsAt(before), expected);
  });
}

test('a text without marks has no proposals anywhere, and any caret is possible', () => {
  const random = Random.fromEnvironment();
  const documents = new ListDocuments(random);
  for (let i = 0; i < DOCUMENTS; i++) {
    const doc = documents.next();
    const position = Math.floor(random.below(doc.length + 1));
    const typed = random.pick(['a', '[x', '](#', '```j', '- [ ]', '![', '[x](y)']);
    const text = doc.slice(0, position) + typed + doc.slice(position);
    const state = stateWith(text, position + typed.length);
    const found = proposalsAt(state, position + typed.length, () => HEADINGS);
    const where = `seed ${String(random.seed)}: ${JSON.stringify(text)} at ${String(position + typed.length)}`;
    if (found !== undefined) {
      assert.ok(['](#', '```j'].includes(typed), where);
      assert.ok(found.from <= position + typed.length && found.options.length > 0, where);
    }
  }
});
