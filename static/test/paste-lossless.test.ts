import assert from 'node:assert/strict';
import test from 'node:test';
import { EditorState } from '@codemirror/state';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { markdownAt, plainAt } from '../src/paste/place.js';
import { noLongerThan } from '../src/writing/limits.js';
import { renderAll } from './engine.js';
import { ListDocuments, textOf } from './list-documents.js';
import { convertedHtml } from './paste-documents.js';
import { Random } from './random.js';

const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 300);

/** The documents that are rendered at once. */
const BATCH = 5000;

/** Each word of what is pasted occurs once, and in no document. */
const HTML = [
  '<b>p0q</b>',
  '<p>p0q <b>p1q</b></p><p>p2q</p>',
  '<h2>p0q</h2><p><i>p1q</i></p>',
  '<ul><li>p0q</li><li>p1q<ol><li>p2q</li></ol></li></ul>',
  '<table><tr><th>p0q</th><th>p1q</th></tr><tr><td>p2q|p3q</td><td><b>p4q</b></td></tr></table>',
  '<pre><code>p0q\n\np1q|p2q</code></pre>',
  '<blockquote><p>p0q<br>p1q</p></blockquote><p><a href="https://example.com/">p2q</a></p>',
] as const;

const TEXTS = ['p0q', 'p0q\np1q', 'p0q\r\n\r\np1q|p2q', 'p0q\n\n- p1q\n- p2q', 'p0q\tp1q'] as const;

const TABLES = [
  '| a0z | b1z |\n| --- | --- |\n| c2z | d3z |\n\ne4z',
  '> | a0z |\n> | :-: |\n> | b1z |\n\nc2z',
  '- | a0z | b1z |\n  | --- | --- |\n  | c2z | d3z |\n- e4z',
  '[a0z b1z](https://example.com/) `c2z d3z` <b>e4z</b>',
] as const;

interface Paste {
  readonly before: string;
  readonly at: number;
  readonly clipboard: string;
  readonly after: string;
}

function wordsIn(text: string): string[] {
  return text.match(/\w+(?:z|q)(?!\w)/g) ?? [];
}

test('no paste loses a word of the document or of the clipboard', () => {
  const random = Random.fromEnvironment();
  const lists = new ListDocuments(random);
  for (let done = 0; done < DOCUMENTS; done += BATCH) {
    const pastes = Array.from({ length: Math.min(BATCH, DOCUMENTS - done) }, (): Paste => {
      const before = random.below(3) < 2 ? lists.next() : random.pick(TABLES);
      const words = [...before.matchAll(/[\p{L}\d]+z/gu)];
      const word = words[Math.floor(random.below(words.length))];
      const start = word?.index ?? 0;
      const at = random.pick([start, start + (word?.[0].length ?? 0)]);
      const state = EditorState.create({ doc: before, extensions: [markdownHighlighting()] });
      const place = { from: at, to: at };
      const html = random.below(3) < 2 ? random.pick(HTML) : undefined;
      const text = html === undefined ? random.pick(TEXTS) : html.replace(/<[^>]+>/g, '\n').trim();
      const converted = html === undefined ? undefined : convertedHtml(html);
      const insert =
        converted === undefined
          ? (plainAt(state, place, text) ?? text)
          : markdownAt(state, place, converted, plainAt(state, place, text) ?? text);
      const after = state.update({ changes: { from: at, insert } }).newDoc.toString();
      return { before, at, clipboard: html ?? text, after };
    });
    const rendered = renderAll(pastes.map(({ after }) => after)).map(textOf);
    const failures = pastes.filter(({ before, clipboard }, i) => {
      const words = [...(before.match(/[\p{L}\d]+z/gu) ?? []), ...wordsIn(clipboard)];
      return words.some((word) => rendered[i]?.includes(word) !== true);
    });
    const [first] = failures.sort((a, b) => a.before.length - b.before.length);
    assert.ok(
      first === undefined,
      `TWINMARK_SEED=${String(random.seed)}: ${String(failures.length)} of ${String(pastes.length)}\n` +
        JSON.stringify(first, null, 2),
    );
  }
});

test('at the maximum length a paste is inserted whole or not at all', async () => {
  const random = Random.fromEnvironment();
  for (let i = 0; i < 500; i++) {
    const insert = 'x'.repeat(1 + Math.floor(random.below(20)));
    const limit = Math.floor(random.below(30));
    const doc = 'y'.repeat(Math.floor(random.below(20)));
    const state = EditorState.create({ doc, extensions: [noLongerThan(limit)] });
    const from = Math.floor(random.below(doc.length + 1));
    const to = from + Math.floor(random.below(doc.length - from + 1));
    const { newDoc } = state.update({
      changes: { from, to, insert },
      userEvent: 'input.paste.converted',
    });
    const whole = doc.slice(0, from) + insert + doc.slice(to);
    const isRoom = whole.length <= Math.max(limit, doc.length);
    assert.equal(newDoc.toString(), isRoom ? whole : doc, `TWINMARK_SEED=${String(random.seed)}`);
  }
  // The message is a task of its own.
  await Promise.resolve();
});
