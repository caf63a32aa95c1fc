import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { markdownHighlighting } from '../src/writing/markdown-language.js';

const TIMEOUT = 10_000;

/** The names of all that the highlighting's grammar finds in a text. */
function syntaxIn(text: string): Set<string> {
  const state = EditorState.create({ doc: text, extensions: markdownHighlighting });
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
  assert.ok(syntaxIn('- [ ] to do').has('Task'));
});

test('knows nothing that the engine does not render', () => {
  for (const text of ['H~2~O', 'x^2^', ':smile:', 'https://example.org/', 'a@example.org']) {
    assert.deepEqual([...syntaxIn(text)], ['Document', 'Paragraph'], text);
  }
});
