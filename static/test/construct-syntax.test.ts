import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import type { Extension } from '../src/engine/api.js';

const TIMEOUT_MS = 10_000;

/** The constructs that are in no other extension's way, and those of the examples. */
const EXTENSIONS: readonly Extension[] = [
  'github',
  'marks',
  'inserts',
  'superscript',
  'subscript',
  'table-of-contents',
  'definition-lists',
];

/** The texts of the nodes of a name. */
function textsOf(doc: string, wanted: string, extensions = EXTENSIONS): string[] {
  const state = EditorState.create({ doc, extensions: [markdownHighlighting(extensions)] });
  const texts: string[] = [];
  ensureSyntaxTree(state, doc.length, TIMEOUT_MS)?.iterate({
    enter: ({ name, from, to }) => {
      if (name === wanted) {
        texts.push(doc.slice(from, to));
      }
    },
  });
  return texts;
}

const examples: readonly (readonly [string, string, readonly string[]])[] = [
  ['Formula', 'a $x_1^2$, $`b$`$ and $$\\frac 1 2$$.', ['$x_1^2$', '$`b$`$', '$$\\frac 1 2$$']],
  ['Formula', '$a\\$b$ | ($x$)', ['$a\\$b$', '$x$']],
  ['Formula', '$5 and $10, US$5 and A$6, $HOME/bin:$PATH', []],
  ['Formula', '\\$x$, `$x$`', []],
  ['Formula', '$x $ and $ x$, $$$x$$$, $a`b$', []],
  ['Formula', '# $x$', ['$x$']],
  ['Emphasis', '$a_b$ *c* $d_e$', ['*c*']],
  ['FormulaBlock', '$$\n\\sum_1\n\n- x\n$$\n\na', ['$$\n\\sum_1\n\n- x\n$$']],
  ['FormulaBlock', 'a\n$$\nx $$\nb', ['$$\nx $$']],
  ['FormulaBlock', '> $$\n> x\n> $$\n\n- $$\n  y\n  $$\n\na', ['$$\n> x\n> $$', '$$\n  y\n  $$']],
  ['FormulaBlock', '> $$\n> x\n\na', ['$$\n> x']],
  ['FormulaBlock', 'a $$ b\n$$\nc', []],
  ['FormulaBlock', '    $$\n    a', []],
  ['Emoji', 'a :tada: :+1: :100:, at 10:30:45, \\:tada:, `:tada:`', [':tada:', ':+1:', ':100:']],
  ['MarkedText', 'a ==b *c*== == d == e===f===', ['==b *c*==']],
  ['InsertedText', 'a ++b++, c++ and d++', ['++b++']],
  ['Superscript', 'x^2^ + y^n+1^, x^2 + y^2, ^a b^', ['^2^', '^n+1^']],
  ['Subscript', 'H~2~O and ~a b~', ['~2~']],
  ['Strikethrough', 'H~2~O and ~~a b~~', ['~~a b~~']],
  ['FootnoteReference', 'a[^x] b^2^', ['[^x]']],
  ['TableOfContents', '[TOC]\n\n[[_TOC_]]\n\na [TOC]\n\n> [TOC]', ['[TOC]', '[[_TOC_]]']],
  ['TableOfContents', '[TOC]\na', []],
  ['DefinitionMark', 'Term\n: a\n\n: b\n\n:c d: e', [':', ':']],
  ['BareAddress', '_a@example.org_ www.example.org.', ['a@example.org', 'www.example.org']],
];
for (const [name, source, texts] of examples) {
  test(`${name} in ${JSON.stringify(source)}`, () => {
    assert.deepEqual(textsOf(source, name), texts);
  });
}

test('constructs of extensions that are off are text', () => {
  for (const [name, source] of examples) {
    if (!/^(?:Emphasis|Strikethrough)$/.test(name)) {
      assert.deepEqual(textsOf(source, name, []), [], source);
    }
  }
  assert.deepEqual(textsOf('H~2~O', 'Strikethrough', ['github']), ['~2~']);
});
