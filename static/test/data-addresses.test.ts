import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commonmarkLanguage } from '@codemirror/lang-markdown';
import { ensureSyntaxTree, Language, language } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import type { PartialParse, Tree } from '@lezer/common';
import { fromHtml } from 'hast-util-from-html';
import type { Nodes } from 'hast';
import {
  dataAddresses,
  dataDestinations,
  MAX_READ_UNITS,
  SkippingParser,
} from '../src/codemirror/data-addresses.js';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { type ParseParameters, WrappingParser } from '../src/codemirror/wrapping-parser.js';
import { MAX_SHOWN_UNITS, withoutDataAddresses } from '../src/util/data-addresses.js';
import { Random } from './random.js';
import { renderAll } from './engine.js';

const TIMEOUT_MS = 10_000;

/**
 * The usual seed: one text in some thousand has an empty item, or another block, behind nothing but definitions,
 * where Lezer's grammar has another block than the engine.
 */
const SEED = 15;

const RANDOM_TEXTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 500);
const RANDOM_EDITS = 12;
const KEYS = 20;

/** § is an address, and # a number that no other piece has. */
const PIECES = [
  '![p](§)',
  '![p](§)',
  '[p](§ "title")',
  '[p](<§>)',
  '[p]( § )',
  '[p](\n§\n)',
  '`[p](§)`',
  '\\[p](§)',
  '[p]\\(§)',
  '[p](§\n\n',
  '[a ![p](§)](§)',
  '(§)',
  '<§>',
  '§',
  '"§" ',
  '\n[#]: §\n',
  '\n[#]: <§>\n',
  '\n[#]:\n§\n',
  '\n\n    [p](§)\n\n',
  '\n```\n[p](§)\n',
  '\n```\n',
  '\n\n',
  '\n\n',
  '\n> ',
  '\n- ',
  '\n\n# ',
  ' and ',
] as const;

/** After an edit before it, the grammar may take the lines of a table for those of a paragraph, or not. */
const TABLE = '\n\n| a |\n|---|\n| ![p](§) |\n\n';

/** Lengths around those at which an address is folded, and is skipped by the grammar. */
const LENGTHS = [
  10,
  MAX_SHOWN_UNITS - 30,
  MAX_SHOWN_UNITS - 20,
  MAX_SHOWN_UNITS,
  400,
  5000,
] as const;

const EDITS = ['x', ' ', '(', ')', '<', '>', '\n', '\\', 'data:', ']', '`', ''] as const;

function randomText(random: Random, ...more: readonly string[]): string {
  let count = 0;
  const labels: string[] = [];
  const length = 1 + Math.floor(random.below(8));
  const text = Array.from({ length }, () =>
    random
      .pick([...PIECES, ...more])
      .replaceAll('#', () => {
        labels.push(`[l${String(++count)}]`);
        return `l${String(count)}`;
      })
      .replaceAll('§', () => randomAddress(random, ++count)),
  ).join('');
  return `${labels.join(' ')}\n\n${text}`;
}

function randomAddress(random: Random, number: number): string {
  const length = random.pick(LENGTHS) + Math.floor(random.below(3));
  const scheme = random.pick(['data', 'data', 'DATA']);
  return random.below(4) < 1
    ? `${scheme}:image/svg+xml,${String(number)}(a)\\)${'%20b'.repeat(length / 4)}`
    : `${scheme}:image/png;base64,${String(number)}${'Ab+/'.repeat(length / 4)}=`;
}

function stateOf(doc: string): EditorState {
  return EditorState.create({ doc, extensions: markdownHighlighting(['github']) });
}

function parsed(state: EditorState): Tree {
  const tree = ensureSyntaxTree(state, state.doc.length, TIMEOUT_MS);
  assert.ok(tree);
  return tree;
}

/** Parsed to the end, so that no destination is a guess. */
function foldedIn(state: EditorState): string[] {
  parsed(state);
  return dataDestinations(state.update({}).state).map(({ from, to }) => state.sliceDoc(from, to));
}

/** The places of the nodes of a tree. */
function nodesOf(tree: Tree): string[] {
  const nodes: string[] = [];
  tree.iterate({
    enter: ({ name, from, to }) => {
      nodes.push(`${name} ${String(from)} ${String(to)}`);
    },
  });
  return nodes;
}

function addressesOf(state: EditorState): string[] {
  const addresses: string[] = [];
  const cursor = state.field(dataAddresses).iter();
  while (cursor.value !== null) {
    addresses.push(`${String(cursor.from)} ${String(cursor.to)} ${String(cursor.value.isPlain)}`);
    cursor.next();
  }
  return addresses;
}

function destinationsIn(node: Nodes): string[] {
  const own =
    node.type === 'element'
      ? [node.properties.src, node.properties.href].filter(
          (value): value is string => typeof value === 'string' && /^data:/i.test(value),
        )
      : [];
  return [...own, ...('children' in node ? node.children.flatMap(destinationsIn) : [])];
}

/** Without the backslashes of escapes, which autolinks have not, and with brackets as they are written. */
function unescaped(address: string): string {
  return address
    .replace(/\\|%5C/g, '')
    .replaceAll('%5B', '[')
    .replaceAll('%5D', ']');
}

test('long data: destinations of the rendered document are folded, and nothing else', () => {
  const random = Random.fromEnvironment(SEED);
  const texts = Array.from({ length: RANDOM_TEXTS }, () => randomText(random, TABLE));
  const rendered = renderAll(texts, 'github');
  for (const [i, text] of texts.entries()) {
    const folded = foldedIn(stateOf(text));
    const destinations = destinationsIn(fromHtml(rendered[i] ?? '', { fragment: true }));
    // These are folded wherever they are.
    const veryLong = folded
      .filter(({ length }) => length >= MAX_READ_UNITS)
      .map(unescaped)
      .filter((address) => !destinations.map(unescaped).includes(address));
    const source = new Map(folded.map((address) => [unescaped(address), address]));
    assert.deepEqual(
      [...source.keys()].sort(),
      destinations
        .map(unescaped)
        .filter((address) => source.has(address) || address.length > MAX_SHOWN_UNITS)
        .concat(veryLong)
        .sort(),
      JSON.stringify(text),
    );
    assert.ok(folded.every(({ length }) => length > MAX_SHOWN_UNITS));
  }
});

test('after edits, addresses and nodes are those of the text parsed anew', () => {
  const random = Random.fromEnvironment();
  const edits = Math.floor(RANDOM_TEXTS / 10) * RANDOM_EDITS;
  let compared = 0;
  for (let i = 0; i < edits / RANDOM_EDITS; i++) {
    let state = stateOf(randomText(random));
    parsed(state);
    for (let j = 0; j < RANDOM_EDITS; j++) {
      const before = state.doc.toString();
      const places = [...before.matchAll(/[()<>\s]|data:/gi)].map(({ index }) => index);
      const from =
        random.below(2) < 1
          ? Math.floor(random.below(before.length + 1))
          : (places[Math.floor(random.below(places.length))] ?? 0);
      const to = Math.min(before.length, from + Math.floor(random.below(random.pick([1, 4, 300]))));
      const insert = random.pick(EDITS);
      state = state.update({ changes: { from, to, insert } }).state;
      const { doc } = state;
      const step = JSON.stringify({ before, from, to, insert });
      const fresh = stateOf(doc.toString());
      assert.deepEqual(addressesOf(state), addressesOf(fresh), step);
      const nodes = nodesOf(parsed(fresh)).join();
      // The grammar may leave a line, or a quote, to the block before an edit that it belongs to no more.
      if (nodesOf(parsed(state)).join() === nodes) {
        compared++;
        assert.deepEqual(foldedIn(state), foldedIn(fresh), step);
      }
      // Without a state, all of the text is read.
      const read = state.facet(language)?.parser.parse(doc.toString());
      assert.ok(read);
      assert.equal(nodes, nodesOf(read).join(), step);
    }
  }
  assert.ok(compared > 0.9 * edits, `${String(compared)} of ${String(edits)}`);
});

test('an address is folded before the grammar has come to it', () => {
  const address = `data:image/png;base64,${'A'.repeat(1000)}`;
  const state = EditorState.create({
    doc: `![p](${address}) and \`${address}\``,
    extensions: dataAddresses,
  });
  assert.deepEqual(dataDestinations(state), [
    { from: 5, to: 5 + address.length },
    { from: 12 + address.length, to: 12 + 2 * address.length },
  ]);
});

test('front matter with a long address ends where it ends', () => {
  const address = `data:image/png;base64,${'A'.repeat(5000)}`;
  const state = EditorState.create({
    doc: `---\ntitle: a\nimage: ${address}\n---\n\n# Title\n\n![p](${address}) end`,
    extensions: markdownHighlighting(['front-matter']),
  });
  const nodes = nodesOf(parsed(state));
  const read = state.facet(language)?.parser.parse(state.doc.toString());
  assert.ok(read);
  assert.deepEqual(nodes, nodesOf(read));
  assert.ok(nodes.some((node) => node.startsWith('ATXHeading1')));
});

/** Records the lengths that a grammar is given to read, and the characters before the ends of what it keeps. */
class Recorder extends WrappingParser {
  readonly lengths: number[] = [];
  readonly keptTo: string[] = [];

  override createParse(...[input, fragments, ranges]: ParseParameters): PartialParse {
    this.lengths.push(ranges.reduce((sum, { from, to }) => sum + to - from, 0));
    this.keptTo.push(...fragments.map(({ to }) => input.read(to - 1, to)));
    return this.markdown.createParse(input, fragments, ranges);
  }
}

test('a picture of megabytes is not read at a key press', () => {
  const picture = `![p](data:image/png;base64,${'Ab+/'.repeat(1_000_000)})`;
  const recorder = new Recorder(commonmarkLanguage.parser);
  let state = EditorState.create({
    doc: `First\nBegin ${picture} end\nof the paragraph`,
    extensions: [
      dataAddresses,
      new Language(commonmarkLanguage.data, new SkippingParser(recorder), [], 'markdown'),
    ],
  });
  parsed(state);
  for (let i = 0; i < KEYS; i++) {
    state = state.update({ changes: { from: 'First\nBegin '.length, insert: 'x' } }).state;
    state = state.update({ changes: { from: state.doc.length - 20, insert: 'x' } }).state;
    parsed(state);
  }
  const shownUnits = state.doc.length - picture.length;
  assert.ok(recorder.lengths.length > KEYS);
  assert.ok(recorder.lengths.every((length) => length <= shownUnits + MAX_SHOWN_UNITS));
  // From the end of what is kept, the grammar goes back to the beginning of the line.
  assert.deepEqual(new Set(recorder.keptTo), new Set(['\n']));
});

test('a text without its data: addresses keeps its structure', () => {
  const address = `data:image/png;base64,${'A'.repeat(1000)}`;
  for (const [text, shown] of [
    [`a ![b](${address}) c`, 'a ![b](data:) c'],
    [`[a]: ${address} "b"\nc`, '[a]: data: "b"\nc'],
    [`<img src="${address}">`, '<img src="data:">'],
    [`x${address}`, `x${address}`],
    ['[a](data:,short)', '[a](data:,short)'],
  ] as const) {
    assert.equal(withoutDataAddresses(text), shown);
  }
});
