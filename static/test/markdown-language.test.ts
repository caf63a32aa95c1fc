import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import type { Extension } from '../src/engine/api.js';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { parsedTo } from '../src/codemirror/syntax-nodes.js';
import { Random } from './random.js';

const TIMEOUT = 10_000;

/** The names of all that the highlighting's grammar finds in a text. */
function syntaxIn(text: string, extensions: readonly Extension[] = []): Set<string> {
  const state = EditorState.create({ doc: text, extensions: markdownHighlighting(extensions) });
  const names = new Set<string>();
  ensureSyntaxTree(state, text.length, TIMEOUT)?.iterate({
    enter: ({ name }) => {
      names.add(name);
    },
  });
  return names;
}

test('knows what the engine renders beyond CommonMark', () => {
  assert.ok(syntaxIn('| a |\n|---|\n| b |\n').has('Table'));
  assert.ok(syntaxIn('~~gone~~').has('Strikethrough'));
  assert.ok(syntaxIn('H~2~O').has('Strikethrough'));
  assert.ok(syntaxIn('- [ ] to do').has('Task'));
});

test('knows nothing that the engine does not render', () => {
  for (const text of [
    'a ~~~gone~~~',
    'a ~~gone~',
    'x^2^',
    ':smile:',
    'https://example.org/',
    'a@example.org',
  ]) {
    assert.deepEqual([...syntaxIn(text)], ['Document', 'Paragraph'], text);
  }
});

test('highlights paragraphs as people write them, however long', () => {
  const sentence =
    'It is *not* so long that [its](/end), as `code` has it, was out of sight of its beginning. ';
  assert.ok(syntaxIn(sentence.repeat(150)).has('Emphasis'));
  assert.ok(syntaxIn('> '.repeat(60) + 'A *quote*').has('Emphasis'));
});

test('takes what would take seconds to highlight for text', () => {
  const length = 30_000;
  for (const unit of ['[ (](', '*a **a ', '[[]', 'a`', '<?', '<![CDATA[', '\\*']) {
    assert.deepEqual(
      [...syntaxIn('a' + unit.repeat(length / unit.length))],
      ['Document', 'Paragraph'],
      unit,
    );
  }
  for (const unit of ['>', '- ', '1. ']) {
    const state = EditorState.create({
      doc: unit.repeat(length / unit.length) + 'a',
      extensions: markdownHighlighting(),
    });
    let depth = 0;
    let deepest = 0;
    ensureSyntaxTree(state, state.doc.length, TIMEOUT)?.iterate({
      enter: () => {
        deepest = Math.max(deepest, ++depth);
      },
      leave: () => {
        depth--;
      },
    });
    assert.ok(deepest > 60 && deepest < 200, `${unit}: ${String(deepest)}`);
  }
});

test('paragraphs of addresses and other extensions may have any length', () => {
  const extensions = ['github', 'marks', 'superscript', 'subscript', 'definition-lists'] as const;
  const length = 300_000;
  for (const [unit, begin = ''] of [
    ['www.a.bc '],
    ['www.a.bc ', '[a] '],
    ['a@b.cd '],
    ['http://a.bc '],
    ['!', 'www.a.bc'],
    [';', 'www.a.bc'],
    [')', 'www.a.bc'],
    ['a', 'www.'],
    [':a: '],
    ['$a$ '],
    [': a'],
    ['w'],
    ['a.', 'a@'],
    ['_@'],
    [' ', 'a'],
    [' ', '[^a]('],
    ['$`a '],
    ['$$$$b', '$$a'],
  ] as const) {
    const text = begin + unit.repeat(length / unit.length);
    assert.ok(syntaxIn(text, extensions).has('Paragraph'), begin + unit);
  }
});

/** Parts of whatever the grammar reads, of which a text that is repeated may take more than its length. */
const PARTS = (
  '$ $$ ` a [ ] ( ) [^ ^[ < > ! * _ ~ == ++ ^ | : \\ # - @ . www. http:// " & ; { 1. \u{1f600}'.split(
    ' ',
  ) as [string, ...string[]]
).concat(' ', '\n', '\t', '- ', '> ') as [string, ...string[]];
const REPEATED_UNITS = 60_000;
const REPEATED_TEXTS = 100;

test('texts of anything repeated are parsed to their end', () => {
  const random = Random.fromEnvironment();
  const extensions = ['github', 'marks', 'superscript', 'subscript', 'definition-lists'] as const;
  for (let i = 0; i < REPEATED_TEXTS; i++) {
    const some = (count: number) =>
      Array.from({ length: count }, () => random.pick(PARTS)).join('');
    const begin = some(random.below(3));
    const unit = some(1 + random.below(4));
    const text = begin + unit.repeat(REPEATED_UNITS / unit.length);
    assert.ok(
      syntaxIn(text, extensions).has('Document'),
      `TWINMARK_SEED=${String(random.seed)} ${JSON.stringify([begin, unit])}`,
    );
  }
});

test('parses a state once for all who ask, though the language of its code is not there', () => {
  const text = `\`\`\`js\nconst one = 1;\n\`\`\`\n\n*text*\n`.repeat(200);
  const state = EditorState.create({ doc: text, extensions: markdownHighlighting([]) });
  const tree = parsedTo(state, text.length, TIMEOUT);
  assert.ok(tree !== undefined);
  assert.equal(parsedTo(state, text.length, 0), tree);
  assert.equal(parsedTo(state, text.length / 2, 0), tree);
});
