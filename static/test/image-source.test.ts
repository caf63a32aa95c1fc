import assert from 'node:assert/strict';
import { test } from 'node:test';
import { history, undo } from '@codemirror/commands';
import { EditorState, type TransactionSpec } from '@codemirror/state';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { enclosing } from '../src/codemirror/syntax-nodes.js';
import {
  type NewContent,
  readImage,
  replaceImage,
  type TrackedImage,
  trackImage,
} from '../src/picture-dialog/image-source.js';

const LONG = `data:image/png;base64,${'Ab+/'.repeat(3000)}`;

/** Stands in for the editor's view, which needs a browser. */
class Writing {
  state: EditorState;

  /** @param marked a text in which `‸` is the caret */
  constructor(marked: string) {
    this.state = EditorState.create({
      doc: marked.replace('‸', ''),
      selection: { anchor: marked.indexOf('‸') },
      extensions: [history(), markdownHighlighting()],
    });
  }

  get text(): string {
    return this.state.doc.toString();
  }

  dispatch(spec: TransactionSpec): void {
    this.state = this.state.update(spec).state;
  }

  undo(): void {
    undo({
      state: this.state,
      dispatch: (transaction) => {
        this.state = transaction.state;
      },
    });
  }

  track(): TrackedImage | undefined {
    const node = enclosing(this.state, this.state.selection.main, 'Image');
    const source = node === undefined ? undefined : readImage(this.state, node, () => '&');
    return source === undefined ? undefined : trackImage(this, source);
  }
}

for (const [marked, alternative, address] of [
  ['![a‸](b)', 'a', 'b'],
  ['‸![](b.png "Title")', '', 'b.png'],
  ['![a \\[b\\] *c* `d` **e**](<b (1).png>‸)', 'a [b] c d e', 'b (1).png'],
  ['![a &amp; b‸](c?d&amp;e)', 'a & b', 'c?d&e'],
  ['![a\nb\\\nc‸](b\\(1\\).png)', 'a b c', 'b(1).png'],
  ['> ![a\n> b‸](c)', 'a b', 'c'],
  ['![a‸ [b](c "d") ![e](f)](g)', 'a b e', 'g'],
  ['[![a‸](b)](c)', 'a', 'b'],
  [`x ![a](${LONG})‸ y`, 'a', LONG],
  [`![a‸](<${LONG}> "t")`, 'a', LONG],
  ['![a‸][Some Ref]\n\n[other]: x\n[some\nref]: b\n[SOME REF]: c', 'a', 'b'],
  ['![ref‸]\n\n[ref]: b', 'ref', 'b'],
  ['![ref‸][]\n\n> [ref]: <b>', 'ref', 'b'],
  ['| a |\n| - |\n| ![a \\| b‸](c) |', 'a | b', 'c'],
] as const) {
  test(`reads ${marked.slice(0, 60)}`, () => {
    const source = new Writing(marked).track()?.source;
    assert.deepEqual([source?.alternative, source?.address], [alternative, address]);
  });
}

for (const marked of ['![a‸]', '[a‸](b)', '`![a‸](b)`', '![a](b) c‸', '![a‸][b]\n\n[c]: d']) {
  test(`finds no image in ${marked}`, () => {
    assert.equal(new Writing(marked).track(), undefined);
  });
}

for (const [marked, content, after] of [
  ['x ![a‸](b "t") y', { alternative: 'c [d]' }, 'x ![c \\[d\\]](b "t") y'],
  ['x ![*a*‸](b "t") y', { destination: 'c' }, 'x ![*a*](c "t") y'],
  ['![‸](<b c>)', { alternative: 'd', destination: 'e' }, '![d](e)'],
  [`![a‸](${LONG})`, { alternative: 'd', destination: 'e' }, '![d](e)'],
  ['![a‸][r]\n\n[r]: b "t"', { alternative: 'c', destination: 'd' }, '![c][r]\n\n[r]: d "t"'],
  ['[r]: b\n\n![a‸][r]', { alternative: 'c', destination: 'd' }, '[r]: d\n\n![c][r]'],
  ['![r‸][]\n\n[r]: <b>', { alternative: 'c' }, '![c][r]\n\n[r]: <b>'],
  ['![r‸]\n\n[r]: b', { alternative: 'c', destination: 'd' }, '![c][r]\n\n[r]: d'],
  ['![r‸]\n\n[r]: b', { destination: 'd' }, '![r]\n\n[r]: d'],
  ['| a |\n| - |\n| ![‸](c) |', { alternative: 'a | b' }, '| a |\n| - |\n| ![a \\| b](c) |'],
] as const) {
  test(`writes ${JSON.stringify(content)} into ${marked.slice(0, 40)} in one step`, () => {
    const writing = new Writing(marked);
    const before = writing.text;
    const image = writing.track();
    assert.ok(image !== undefined);
    const whole: NewContent = { alternative: undefined, destination: undefined, ...content };
    assert.equal(replaceImage(writing, image, whole), 'done');
    assert.equal(writing.text, after);
    writing.undo();
    assert.equal(writing.text, before);
  });
}

test('an image is followed while the text around it changes, and given up once it changes itself', () => {
  const writing = new Writing('x\n\n![a‸](b) ![c](d)\n');
  const image = writing.track();
  assert.ok(image !== undefined);
  writing.dispatch({ changes: { from: 0, insert: 'more and ' } });
  const at = writing.text.indexOf('![a');
  // Directly before it, and directly behind it.
  writing.dispatch({
    changes: [
      { from: at, insert: '(' },
      { from: at + 7, insert: ')' },
    ],
  });
  assert.equal(
    replaceImage(writing, image, { alternative: 'A', destination: 'B' }),
    'done',
    writing.text,
  );
  assert.equal(writing.text, 'more and x\n\n(![A](B)) ![c](d)\n');

  const other = writing.track();
  assert.ok(other !== undefined);
  writing.dispatch({ changes: { from: writing.text.indexOf('A'), insert: '!' } });
  const changed = writing.text;
  assert.equal(replaceImage(writing, other, { alternative: 'Z', destination: 'Z' }), 'gone');
  assert.equal(writing.text, changed);
  other.release();
  assert.equal(other.current(), undefined);
});
