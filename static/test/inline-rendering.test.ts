import assert from 'node:assert/strict';
import test from 'node:test';
import { EditorSelection, EditorState } from '@codemirror/state';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { telling } from '../src/codemirror/tell.js';
import { toggleStyle } from '../src/formatting/inline-style.js';
import { BOLD, CODE, type InlineStyle, ITALIC, STRIKETHROUGH } from '../src/formatting/styles.js';
import { renderAll } from './engine.js';
import { InlineDocuments } from './inline-documents.js';
import { marked, run } from './list-documents.js';
import { Random } from './random.js';
import { WORD } from './random-words.js';

/** The number of random documents, with two toggles each; a long run sets more. */
const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 200);

interface Kind {
  readonly style: InlineStyle;
  readonly tag: string;
  readonly mark: RegExp;
}

const STYLES: readonly [Kind, ...Kind[]] = [
  { style: BOLD, tag: 'strong', mark: /\*|__/ },
  { style: ITALIC, tag: 'em', mark: /[*_]/ },
  { style: STRIKETHROUGH, tag: 'del', mark: /~/ },
  { style: CODE, tag: 'code', mark: /`/ },
];

interface Toggle {
  readonly tag: string;
  readonly before: EditorState;
  readonly after: EditorState;
  /** A message has said that something could not be formatted. */
  readonly isTold: boolean;
  readonly where: string;
}

/** A state that remembers nothing. */
function stateWith(doc: string, { anchor, head }: { anchor: number; head: number }): EditorState {
  return EditorState.create({
    doc,
    selection: EditorSelection.single(anchor, head),
    extensions: [markdownHighlighting()],
  });
}

function toggle(state: EditorState, { style, tag }: Kind, where: string): Toggle {
  let isTold = false;
  const before = EditorState.create({
    doc: state.doc,
    selection: state.selection,
    extensions: [markdownHighlighting(), telling(() => (isTold = true))],
  });
  const after = run(before, toggleStyle(style)) ?? before;
  return {
    tag,
    before,
    after,
    isTold,
    where: `${where}, ${tag}: ${JSON.stringify(marked(before))} → ${JSON.stringify(marked(after))}`,
  };
}

/** A selection of which three in five begin and end with a word. */
function selectionIn(doc: string, random: Random): { anchor: number; head: number } {
  const isWhole = random.below(5) < 3;
  const place = () => {
    const at = Math.floor(random.below(doc.length - InlineDocuments.END.length));
    const word = [...doc.matchAll(WORD)].find(
      ({ index, 0: text }) => index < at && at < index + text.length,
    );
    // A caret is not set within a surrogate pair.
    const start = /[\uDC00-\uDFFF]/.test(doc.charAt(at)) ? at - 1 : at;
    return isWhole && word ? word.index : start;
  };
  return { anchor: place(), head: place() };
}

/** Each word that is shown, and whether it has the style. Code blocks and raw HTML are left out. */
function styledWords(html: string, tag: string): Map<string, boolean> {
  const words = new Map<string, boolean>();
  const tokens = html
    .replace(/<(pre|div)>[^]*?<\/\1>/g, '')
    .matchAll(new RegExp(`<[^>]*>|${WORD.source}`, 'g'));
  let depth = 0;
  for (const [token] of tokens) {
    if (token === `<${tag}>`) {
      depth++;
    } else if (token === `</${tag}>`) {
      depth--;
    } else if (!token.startsWith('<')) {
      words.set(token, depth > 0);
    }
  }
  return words;
}

/** The selected words, or undefined where a word is selected in part. */
function selectedWords(state: EditorState): ReadonlySet<string> | undefined {
  const { from, to } = state.selection.main;
  const words = new Set<string>();
  for (const { index, 0: word } of state.doc.toString().matchAll(WORD)) {
    const end = index + word.length;
    if (index >= from && end <= to) {
      words.add(word);
    } else if (index < to && end > from) {
      return undefined;
    }
  }
  return words;
}

function check({ tag, before, after, isTold, where }: Toggle, html: readonly [string, string]) {
  const had = styledWords(html[0], tag);
  const has = styledWords(html[1], tag);
  const turned = [...has].filter(([word, is]) => had.get(word) !== is);
  // Text that was code may be any markup.
  const isCodeOff = tag === 'code' && after.doc.length < before.doc.length;
  if (!isCodeOff) {
    const [first, second] = html.map((text) => text.replace(new RegExp(`</?${tag}>`, 'g'), ''));
    assert.equal(second, first, where);
  }
  const selected = selectedWords(before);
  if (selected === undefined) {
    return;
  }
  assert.deepEqual(
    turned.filter(([word]) => !selected.has(word)),
    [],
    where,
  );
  if (!isTold) {
    const styles = new Set([...selected].flatMap((word) => has.get(word) ?? []));
    assert.ok(styles.size < 2, where);
  }
}

test('the engine shows what a toggle promises, and nothing else', () => {
  const random = Random.fromEnvironment();
  const documents = new InlineDocuments(random);
  const toggles: Toggle[] = [];
  for (let i = 0; i < DOCUMENTS; i++) {
    const doc = documents.next();
    const selection = selectionIn(doc, random);
    if (selection.anchor === selection.head) {
      // Marks to type between show until there is something between them.
      continue;
    }
    const kind = random.pick(STYLES);
    const first = toggle(stateWith(doc, selection), kind, `seed ${String(random.seed)}`);
    const second = toggle(first.after, kind, `again, ${first.where}`);
    if (!kind.mark.test(doc) && !first.isTold && !second.before.selection.main.empty) {
      assert.equal(second.after.doc.toString(), doc, second.where);
    }
    toggles.push(first);
    // Text that was code with a backtick may be half of other code.
    const isHalf = kind.style === CODE && doc.includes('``');
    if (
      !second.before.selection.main.empty &&
      selectedWords(first.before) !== undefined &&
      !isHalf
    ) {
      toggles.push(second);
    }
  }
  const html = renderAll(
    toggles.flatMap(({ before, after }) => [before.doc.toString(), after.doc.toString()]),
  );
  toggles.forEach((each, i) => {
    check(each, [html[2 * i] ?? '', html[2 * i + 1] ?? '']);
  });
});
