import assert from 'node:assert/strict';
import test from 'node:test';
import { EditorSelection, EditorState, type StateCommand } from '@codemirror/state';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import {
  insertAlert,
  insertDetails,
  insertFootnote,
  toggleCodeBlock,
  insertRule,
  insertTable,
} from '../src/formatting/insertion.js';
import { toggleLink } from '../src/formatting/link.js';
import { hasStyle, toggleStyle } from '../src/formatting/inline-style.js';
import { BOLD, CODE, type InlineStyle, ITALIC, STRIKETHROUGH } from '../src/formatting/styles.js';
import { cycleHeading, hasLineStyle, toggleLines } from '../src/formatting/line-style.js';
import { marked, markedState, stateAfter } from './list-documents.js';
import { Random } from './random.js';

const cases: readonly (readonly [string, StateCommand, string, string])[] = [
  ['bold on', toggleStyle(BOLD), 'the |quick| fox', 'the **|quick|** fox'],
  ['bold off', toggleStyle(BOLD), 'the **|quick|** fox', 'the |quick| fox'],
  ['bold off at a caret', toggleStyle(BOLD), 'the **qui|ck** fox', 'the qui|ck fox'],
  ['the word at the caret', toggleStyle(ITALIC), 'the qu|ick fox', 'the *qu|ick* fox'],
  ['nothing at the caret', toggleStyle(BOLD), 'the | fox', 'the **|** fox'],
  ['nothing, taken back', toggleStyle(BOLD), 'the **|** fox', 'the | fox'],
  ['italic in bold', toggleStyle(ITALIC), '**|quick|**', '***|quick|***'],
  ['no white space within', toggleStyle(BOLD), 'the| quick |fox', 'the **|quick|** fox'],
  ['each line', toggleStyle(STRIKETHROUGH), '- |one\n\n- two|', '- ~~|one~~\n\n- ~~two|~~'],
  ['code with a backtick', toggleStyle(CODE), '|a ` b|', '``|a ` b|``'],
  ['quote on', toggleLines('quote'), '|a\n\nb|', '> |a\n>\n> b|'],
  ['list on', toggleLines('bulletedList'), '|a\nb|', '- |a\n- b|'],
  ['list off', toggleLines('bulletedList'), '- |a\n- b|', '|a\nb|'],
  ['list to numbers', toggleLines('numberedList'), '|- a\n- b|', '|1. a\n2. b|'],
  ['list to tasks', toggleLines('taskList'), '- a|', '- [ ] a|'],
  ['tasks to list', toggleLines('bulletedList'), '- [x] a|', '- a|'],
  ['list in an empty line', toggleLines('bulletedList'), 'a\n\n|', 'a\n\n- |'],
  ['heading', cycleHeading, 'Ti|tle', '# Ti|tle'],
  ['heading on', cycleHeading, '# Ti|tle', '## Ti|tle'],
  ['heading off', cycleHeading, '### Ti|tle', 'Ti|tle'],
  ['link', toggleLink('Link'), 'see |this| one', 'see [this](|url|) one'],
  ['link of a URL', toggleLink('Link'), '|https://a.example/|', '[|](https://a.example/)'],
  ['link off', toggleLink('Link'), 'see [th|is](x) one', 'see |this| one'],
  ['image', toggleLink('Image'), '|a cat|', '![a cat](|url|)'],
  ['code block', toggleCodeBlock, '|a\nb|', '```\n|a\nb|\n```'],
  ['code block with fences', toggleCodeBlock, '|```\na\n```\nb|', '````\n|```\na\n```\nb|\n````'],
  ['code block off', toggleCodeBlock, 'x\n\n```\na|\n```\n', 'x\n\na|\n'],
  ['rule', insertRule, 'a|\n\nb', 'a\n\n---\n|\n\nb'],
  [
    'details',
    insertDetails,
    '> a|\n\nb',
    '> a\n>\n> <details><summary>|Summary|</summary>\n>\n> …\n>\n> </details>\n> \n\nb',
  ],
  ['alert', insertAlert, 'a|\n\nb', 'a\n\n> [!NOTE]\n> |Text|\n\n\nb'],
  ['footnote', insertFootnote, '|a| b', 'a[^1] b\n\n[^1]: |'],
  ['second footnote', insertFootnote, 'a[^1] b|\n\n[^1]: c\n', 'a[^1] b[^2]\n\n[^1]: c\n\n[^2]: |'],
  ['footnote in an empty text', insertFootnote, '|', '[^1]\n\n[^1]: |'],
  ['no footnote in code', insertFootnote, '    a|', '    a|'],
  ['no footnote behind open code', insertFootnote, 'a|\n\n```\nb', 'a|\n\n```\nb'],
];
for (const [name, command, before, after] of cases) {
  test(name, () => {
    assert.equal(marked(stateAfter(markedState(before), command)), after);
  });
}

test('a table’s first heading is selected', () => {
  const state = stateAfter(markedState('a|'), insertTable(2, 2));
  const { from, to } = state.selection.main;
  assert.equal(state.sliceDoc(from, to), 'Column 1');
  assert.match(
    state.doc.toString(),
    /^a\n\n\| Column 1 \| Column 2 \|\n\| -{8} \| -{8} \|\n\| {10}\| {10}\|\n/,
  );
});

test('what is active is told', () => {
  assert.equal(hasStyle(markedState('a **b|c** d'), BOLD), true);
  assert.equal(hasStyle(markedState('a| **bc** d'), BOLD), false);
  assert.equal(hasLineStyle(markedState('> a|'), 'quote'), true);
  assert.equal(hasLineStyle(markedState('1. a|'), 'bulletedList'), false);
});

test('styles taken back leave the text as it was', () => {
  const random = Random.fromEnvironment();
  const below = (end: number) => Math.floor(random.below(end));
  const words = ['alpha', 'beta', 'gamma delta', 'épsilon', '1', 'x y z'] as const;
  const styles: readonly [InlineStyle, ...InlineStyle[]] = [BOLD, ITALIC, STRIKETHROUGH, CODE];
  for (let i = 0; i < 500; i++) {
    const lines = Array.from({ length: 1 + below(4) }, () => random.pick(words));
    const doc = lines.join(' ');
    const from = below(doc.length);
    const to = Math.min(doc.length, from + 1 + below(8));
    const command = toggleStyle(random.pick(styles));
    const before = EditorState.create({
      doc,
      selection: EditorSelection.single(from, to),
      extensions: [markdownHighlighting()],
    });
    if (before.sliceDoc(from, to).trim() === '') {
      continue;
    }
    const on = stateAfter(before, command);
    assert.notEqual(on.doc.toString(), doc, `seed ${String(random.seed)}, ${doc}`);
    assert.equal(
      stateAfter(on, command).doc.toString(),
      doc,
      `seed ${String(random.seed)}, ${marked(on)}`,
    );
  }
});
