import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import { fromHtml } from 'hast-util-from-html';
import type { Nodes } from 'hast';
import { alertMarkerOf } from '../src/codemirror/alerts.js';
import { isText } from '../src/codemirror/context-colors.js';
import { markdownHighlighting } from '../src/codemirror/markdown-language.js';
import { ConstructDocuments } from './construct-documents.js';
import { renderAll } from './engine.js';
import { Random } from './random.js';

/** Without TWINMARK_DOCUMENTS or TWINMARK_SEED they are the same each time: see oracles.test.ts. */
const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 20_000);

const LONG_RUN =
  process.env['TWINMARK_DOCUMENTS'] !== undefined || process.env['TWINMARK_SEED'] !== undefined;

const SEED = 15;

const MAX_SHOWN = 3;

const EDITED_DOCUMENTS = 500;
const EDITS = 6;

/** The parser keeps what is far from an edit. */
const FILLER = `> ${'a '.repeat(100)}\n\n${'All of it is kept. '.repeat(10)}\n\n# Kept`;

const TIMEOUT_MS = 10_000;

const EXTENSIONS = [
  'alerts',
  'autolinks',
  'definition-lists',
  'footnotes',
  'front-matter',
  'inline-footnotes',
] as const;

/** Documents in which the grammar differs from the engine, with the reason. */
const KNOWN: Readonly<Record<string, RegExp>> = {
  // The engine finds addresses of e-mail last, in texts without backslashes and marks.
  'mark beside an address': /\\\+\S*@|www\.\S*_\S*@|@[\w./-]*(?:\\[_.]|_+(?:\W|$|www))/,
  // To the engine, it interrupts a paragraph of an inner container.
  'empty item': /^[ >]*(?:[-+*]|\d+[.)])[ \t]*$/m,
  // `@lezer/markdown` begins code there, and the engine goes on with the paragraph.
  'indented line behind a definition': /\]: .*\n {4}/,
  'indented line behind a blank one of a quote': />[ \t]*(?:\[\^\w\]:)?[ \t]*\n {4}/,
  // In a quote, blank lines do not end it.
  'HTML in a quote': />.*<div>/,
  // It goes on with the lines behind the definition, though these are not in its container.
  'definition that a container begins with':
    /(?:\]?:|>|[-\d.])[ \t]*\[[^\]^]+\]: |(?:===|---)\n *\[[^\]^]+\]: /,
  // The label of the second is defined.
  'reference behind what would be one to a footnote': /\[\^[^\]]*\]\[[^\]^]*\]/,
  // To the grammar, the second is a label, whether it is defined or not.
  'three brackets in a row': /\][[(][^\])]*[\])][[(]/,
  // To the grammar, brackets without a definition are a link, so that those around them are none.
  'address in brackets around others': /\[[^\]]*\[[^\]^]+\][^]*(?:www\.|:\/\/)/,
  // The grammar parses the terms of a paragraph together, the engine each line by itself.
  'footnote over several lines of terms': /\^\[(?:[^\]\n]*\n|.*\n.*\])[^]*\n[ >]*:[ \t]/,
  // Its quotes go on in lines that are indented as code.
  'indented mark of a quote': /^ *>? *>? {4}.*>/m,
  'item that begins with code': /(?:[-+*]|\d+[.)]) {5}/,
  // The grammar takes an item behind a tab to be less indented than it is.
  'list behind a tab': /\t(?:[-+*]|\d+[.)])[ \t]/,
  // Without superscripts the last of the two opens a footnote.
  'two circumflexes before a bracket': /\^\^\[/,
};

/** The constructs around each word of a document, such as `alert link`. */
type Places = ReadonlyMap<string, string>;

const WORD = /w\d+/g;

function placesIn(html: string): Places {
  const places = new Map<string, string>();
  const visit = (node: Nodes, around: readonly string[]) => {
    if (node.type === 'text') {
      for (const [word] of node.value.matchAll(WORD)) {
        places.set(word, [...new Set(around)].sort().join(' '));
      }
    } else if ('children' in node) {
      const inner = node.type === 'element' ? [...around, ...constructOf(node)] : around;
      for (const child of node.children) {
        visit(child, inner);
      }
    }
  };
  visit(fromHtml(html, { fragment: true }), []);
  return places;
}

function constructOf({ tagName, properties }: Nodes & { type: 'element' }): string[] {
  const classes = Array.isArray(properties.className) ? properties.className.map(String) : [];
  switch (tagName) {
    case 'a':
      return ['link'];
    case 'code':
      return classes.includes('language-math') ? ['formula'] : [];
    case 'dd':
      return ['meaning'];
    case 'dt':
      return ['term'];
    case 'del':
    case 'ins':
    case 'mark':
    case 'sub':
      return [tagName];
    case 'sup':
      return classes.length === 0 ? [tagName] : [];
    case 'details':
      return classes.includes('front-matter') ? ['front-matter'] : [];
    case 'div':
      return classes.includes('markdown-alert') ? ['alert'] : [];
    case 'section':
      return classes.includes('footnotes') ? ['footnote'] : [];
    default:
      return [];
  }
}

function stateOf(doc: string): EditorState {
  const state = EditorState.create({
    doc,
    extensions: [markdownHighlighting(EXTENSIONS)],
  });
  // A state is created with what has been parsed after 20 ms, which on a busy machine may be nothing.
  ensureSyntaxTree(state, doc.length, TIMEOUT_MS);
  return state.update({}).state;
}

function placesByGrammar(doc: string): Places {
  const state = stateOf(doc);
  const places = new Map<string, string>();
  const tree = ensureSyntaxTree(state, doc.length, TIMEOUT_MS);
  for (const { 0: word, index } of doc.matchAll(WORD)) {
    const around = new Set<string>();
    for (let node = tree?.resolve(index, 1) ?? null; node !== null; node = node.parent) {
      const construct = constructBy(state, node);
      if (construct !== undefined) {
        around.add(construct);
      }
      if (construct === 'footnote') {
        // It is shown apart from what it is in.
        break;
      }
    }
    places.set(word, [...around].sort().join(' '));
  }
  return places;
}

function constructBy(state: EditorState, node: SyntaxNode): string | undefined {
  switch (node.name) {
    case 'FrontMatter':
      return 'front-matter';
    case 'FootnoteDefinition':
    case 'InlineFootnote':
      return 'footnote';
    case 'DefinitionDetails':
      return 'meaning';
    case 'Paragraph':
    case 'Task':
      return isTerms(node) ? 'term' : undefined;
    case 'Blockquote':
      return node.parent?.name === 'Document' && alertMarkerOf(node) !== undefined
        ? 'alert'
        : undefined;
    case 'Autolink':
    case 'BareAddress':
      return 'link';
    case 'Formula':
    case 'FormulaBlock':
      return 'formula';
    case 'InsertedText':
      return 'ins';
    case 'MarkedText':
      return 'mark';
    case 'Strikethrough':
      return 'del';
    case 'Subscript':
      return 'sub';
    case 'Superscript':
      return 'sup';
    case 'Link':
      return isText(state, node) ? undefined : 'link';
    default:
      return undefined;
  }
}

/** Returns whether a paragraph has the terms of the details behind it. */
function isTerms(paragraph: SyntaxNode): boolean {
  let next = paragraph.nextSibling;
  while (next?.name === 'QuoteMark') {
    next = next.nextSibling;
  }
  return next?.name === 'DefinitionDetails';
}

/** Front matter and its properties, with their places. */
function frontMatterIn(state: EditorState): string {
  let found = '';
  ensureSyntaxTree(state, state.doc.length, TIMEOUT_MS)?.iterate({
    enter: ({ name, from, to }) => {
      if (name.startsWith('FrontMatter')) {
        found += `${name} ${String(from)} ${String(to)}\n`;
      }
    },
  });
  return found;
}

/** The labels of the references outside of footnotes, in their order. */
function referencesIn(doc: string): string[] {
  const state = stateOf(doc);
  const labels: string[] = [];
  ensureSyntaxTree(state, doc.length, TIMEOUT_MS)?.iterate({
    enter: ({ name, node }) => {
      if (name === 'FootnoteReference' && !isText(state, node)) {
        labels.push(
          doc
            .slice(node.from + 2, node.to - 1)
            .trim()
            .toLowerCase(),
        );
      }
      return name !== 'FootnoteDefinition' && name !== 'InlineFootnote';
    },
  });
  return labels;
}

test('the grammar has the constructs of extensions where the engine renders them', () => {
  const random = LONG_RUN ? Random.fromEnvironment() : new Random(SEED);
  const documents = new ConstructDocuments(random);
  const sources = Array.from({ length: DOCUMENTS }, () => documents.next());
  const found = new Map<string, number>();
  const differences: (Readonly<Record<string, unknown>> & { readonly source: string })[] = [];
  renderAll(sources, EXTENSIONS.join(' ')).forEach((html, i) => {
    const source = sources[i] ?? '';
    const known = Object.keys(KNOWN).find((name) => KNOWN[name]?.test(source));
    if (known !== undefined) {
      found.set(known, (found.get(known) ?? 0) + 1);
      return;
    }
    const rendered = placesIn(html);
    const parsed = placesByGrammar(source);
    const differing = [...rendered].filter(([word, place]) => parsed.get(word) !== place);
    const [shown = ''] = html.split('<section class="footnotes"');
    const references = [...shown.matchAll(/id="fnref-([^"]*?)(?:-\d+)?"/g)].map(([, label]) =>
      label?.toLowerCase(),
    );
    const own = referencesIn(source);
    if (differing.length > 0 || references.join() !== own.join()) {
      differences.push({
        source,
        html,
        differing: differing.map(
          ([word, place]) => `${word}: ${place} / ${parsed.get(word) ?? ''}`,
        ),
        own: own.join(),
      });
    }
    for (const place of rendered.values()) {
      found.set(place, (found.get(place) ?? 0) + 1);
    }
    found.set('reference', (found.get('reference') ?? 0) + references.length);
  });
  console.log(found);
  assert.deepEqual(
    differences.sort((a, b) => a.source.length - b.source.length).slice(0, MAX_SHOWN),
    [],
    `${String(differences.length)} documents differ, seed ${String(random.seed)}`,
  );
});

test('constructs of extensions that are off are text', () => {
  const source = '---\na: b\n---\n\n> [!NOTE]\n> x\n\nA[^1], www.example.org\n\n[^1]: b\n';
  const names = new Set<string>();
  const state = EditorState.create({ doc: source, extensions: [markdownHighlighting()] });
  ensureSyntaxTree(state, source.length, TIMEOUT_MS)?.iterate({
    enter: ({ name }) => {
      names.add(name);
    },
  });
  assert.ok(
    !['AlertMarker', 'BareAddress', 'FootnoteDefinition', 'FootnoteReference', 'FrontMatter'].some(
      (name) => names.has(name),
    ),
  );
});

test('edits make and remove front matter as a full parse does', () => {
  const random = Random.fromEnvironment();
  const documents = new ConstructDocuments(random);
  for (let i = 0; i < EDITED_DOCUMENTS; i++) {
    const parts = [documents.next(), FILLER, documents.next(), FILLER, documents.next()];
    let state = stateOf(parts.join('\n\n'));
    ensureSyntaxTree(state, state.doc.length, TIMEOUT_MS);
    for (let edits = 0; edits < EDITS; edits++) {
      const from = Math.floor(random.below(state.doc.length + 1));
      const to = Math.min(state.doc.length, from + Math.floor(random.below(4)));
      const insert = random.pick([
        '',
        '',
        '\n',
        '-',
        '---\n',
        '\n---\n',
        '[',
        ']',
        '^',
        '> ',
        'w9',
        ':',
        ' ',
      ]);
      state = state.update({ changes: { from, to, insert } }).state;
      const doc = state.doc.toString();
      assert.equal(
        frontMatterIn(state),
        frontMatterIn(stateOf(doc)),
        `${JSON.stringify(doc)}, seed ${String(random.seed)}`,
      );
    }
  }
});

test('a meaning follows what becomes of the paragraph before it', () => {
  const doc = `${FILLER}\n\nTerm\n\n: a\n\n${FILLER}`;
  const before = stateOf(doc);
  ensureSyntaxTree(before, doc.length, TIMEOUT_MS);
  const heading = before.update({
    changes: { from: doc.indexOf('Term'), insert: '# ' },
  }).state;
  const again = heading.update({
    changes: { from: doc.indexOf('Term'), to: doc.indexOf('Term') + '# '.length },
  }).state;
  const hasMeaning = (state: EditorState) =>
    ensureSyntaxTree(state, state.doc.length, TIMEOUT_MS)?.resolveInner(
      state.doc.toString().indexOf(': a'),
      1,
    ).name === 'DefinitionMark';
  assert.deepEqual([before, heading, again].map(hasMeaning), [true, false, true]);
});

test('an indented line typed behind a footnote is in it', () => {
  const footnote = `${FILLER}\n\n[^1]: a`;
  const before = stateOf(`${footnote}\n\n${FILLER}`);
  ensureSyntaxTree(before, before.doc.length, TIMEOUT_MS);
  const insert = '\n\n    b';
  const { state } = before.update({ changes: { from: footnote.length, insert } });
  const end = footnote.length + insert.length;
  const paragraph = ensureSyntaxTree(state, state.doc.length, TIMEOUT_MS)?.resolveInner(end, -1);
  assert.equal(paragraph?.parent?.name, 'FootnoteDefinition');
});
