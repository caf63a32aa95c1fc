import assert from 'node:assert/strict';
import test from 'node:test';
import { history, undo } from '@codemirror/commands';
import { EditorSelection, EditorState, type StateCommand } from '@codemirror/state';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { deleteMarkup } from '../src/formatting/delete-markup.js';
import { toggleStyle } from '../src/formatting/inline-style.js';
import {
  insertAlert,
  insertDetails,
  insertFootnote,
  insertRule,
  insertTable,
  toggleCodeBlock,
} from '../src/formatting/insertion.js';
import { leaveBlock, leaveLastBlock } from '../src/formatting/leave-block.js';
import { breakLine } from '../src/formatting/line-break.js';
import { cycleHeading, type LineStyle, toggleLines } from '../src/formatting/line-style.js';
import { toggleLink } from '../src/formatting/link.js';
import { indentItems, outdentItems } from '../src/formatting/list-indent.js';
import { moveDown, moveUp } from '../src/formatting/move-blocks.js';
import { BOLD, CODE, ITALIC, STRIKETHROUGH } from '../src/formatting/styles.js';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAbove,
  addRowBelow,
  align,
  nextCell,
  nextRow,
  previousCell,
  tidy,
} from '../src/formatting/table-edits.js';
import { breakInCell, editTable } from '../src/formatting/table.js';
import { noLongerThan } from '../src/writing/limits.js';
import { InlineDocuments } from './inline-documents.js';
import { ListDocuments, marked } from './list-documents.js';
import { Random } from './random.js';
import { WORD } from './random-words.js';

/** The number of random documents, with one command each; a long run sets more. */
const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 3000);

const STYLES = [BOLD, ITALIC, STRIKETHROUGH, CODE];
const LINES: readonly LineStyle[] = [
  'quote',
  'bulletedList',
  'numberedList',
  'taskList',
  'heading1',
  'heading2',
  'heading6',
];
const TABLE_EDITS = {
  addColumnAfter,
  addColumnBefore,
  addRowAbove,
  addRowBelow,
  nextCell,
  nextRow,
  previousCell,
  tidy,
};

type Command = readonly [name: string, command: StateCommand];

/** The commands, by name. */
const COMMANDS: readonly [Command, ...Command[]] = [
  ['breakInCell', breakInCell],
  ...STYLES.map((style) => [style.node, toggleStyle(style)] as const),
  ...LINES.map((style) => [style, toggleLines(style)] as const),
  ...Object.entries(TABLE_EDITS).map(([name, edit]) => [name, editTable(edit)] as const),
  ['align', editTable(align('right'))],
  ['Link', toggleLink('Link')],
  ['Image', toggleLink('Image')],
  ['codeBlock', toggleCodeBlock],
  ['rule', insertRule],
  ['details', insertDetails],
  ['alert', insertAlert],
  ['footnote', insertFootnote],
  ['table', insertTable(2, 3)],
  ['cycleHeading', cycleHeading],
  ['moveUp', moveUp],
  ['moveDown', moveDown],
  ['Tab', indentItems],
  ['Shift+Tab', outdentItems],
  ['Backspace', deleteMarkup],
  ['Enter', breakLine],
  ['leaveBlock', leaveBlock],
  ['leaveLastBlock', leaveLastBlock],
];

/** Commands that replace the selected text. */
const REPLACING: ReadonlySet<string> = new Set(['Enter', 'breakInCell']);

/** Returns the words of a text, with marks between the halves of a word left out. */
function words(state: EditorState): string[] {
  const text = state.doc.toString().replace(/[*_~`]|<br>/g, '');
  return [...text.matchAll(WORD)].map(([word]) => word);
}

test('a command is one step of undo, keeps all words and the maximum length', () => {
  const random = Random.fromEnvironment();
  const inlines = new InlineDocuments(random);
  const lists = new ListDocuments(random);
  for (let i = 0; i < DOCUMENTS; i++) {
    const doc = (random.below(2) < 1 ? inlines : lists).next();
    const place = () => Math.floor(random.below(doc.length + 1));
    const anchor = place();
    const head = random.below(3) < 1 ? anchor : place();
    const limit = doc.length + Math.floor(random.below(2) < 1 ? random.below(12) : 1000);
    const before = EditorState.create({
      doc,
      selection: EditorSelection.single(anchor, head),
      extensions: [markdownHighlighting(), history(), noLongerThan(limit)],
    });
    const [name, command] = random.pick(COMMANDS);
    let after = before;
    let steps = 0;
    const dispatch = (transaction: { readonly state: EditorState }) => {
      after = transaction.state;
      steps++;
    };
    command({ state: before, dispatch });
    const where = `seed ${String(random.seed)}, ${name}, limit ${String(limit)}: ${JSON.stringify(marked(before))} → ${JSON.stringify(marked(after))}`;
    assert.ok(after.doc.length <= limit, where);
    assert.ok(steps <= 1, where);
    if (anchor === head || !REPLACING.has(name)) {
      const kept = new Set(words(after));
      const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
      const isDivided = (word: string) => {
        const start = doc.indexOf(word);
        return [from, to].some((at) => start < at && at < start + word.length);
      };
      const lost = words(before).filter((word) => !kept.has(word) && !isDivided(word));
      assert.deepEqual(lost, [], where);
    }
    if (!after.doc.eq(before.doc)) {
      let undone = after;
      undo({ state: after, dispatch: (transaction) => (undone = transaction.state) });
      assert.equal(marked(undone), marked(before), where);
    }
  }
});
