import assert from 'node:assert/strict';
import test, { after } from 'node:test';
import type { Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import {
  hasTitle,
  headingOf,
  type RenderedTexts,
  renderTitlesBy,
  sourceTexts,
  titleOf,
} from '../src/app/documents/title.js';
import { renderAll } from './engine.js';
import { InlineDocuments } from './inline-documents.js';
import { ListDocuments } from './list-documents.js';
import { Random } from './random.js';

const RANDOM_DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 1000);

after(() => {
  renderTitlesBy(sourceTexts);
});

/** Takes titles from the engine’s HTML of these documents, which are rendered in one batch. */
function renderOnce(documents: readonly string[]): Map<string, RenderedTexts> {
  const html = renderAll(documents);
  const trees = new Map(
    documents.map((text, i) => [text, fromHtml(html[i] ?? '', { fragment: true })]),
  );
  renderTitlesBy((text) => {
    const tree = trees.get(text) ?? assert.fail(`Not a document: ${JSON.stringify(text)}`);
    return tree.children.map(textsOf);
  });
  return new Map(Array.from(trees, ([text, tree]) => [text, textsOf(tree)]));
}

function textsOf(tree: Nodes): RenderedTexts {
  const headings: string[] = [];
  const walk = (node: Nodes): void => {
    if (node.type === 'element' && /^h[1-6]$/.test(node.tagName)) {
      headings.push(textOf(node));
    }
    if ('children' in node) {
      node.children.forEach(walk);
    }
  };
  walk(tree);
  return { headings, text: textOf(tree) };
}

function textOf(node: Nodes): string {
  if (node.type === 'text') {
    return node.value;
  }
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

function oneLine(text: string): string {
  return text.replace(/[ \t\n]+/g, ' ').trim();
}

const TITLES = [
  ['# Shopping list\n\nmilk', 'Shopping list'],
  ['Some words.\n\n## A **bold** [heading](x) ##\n', 'A bold heading'],
  ['Title\n=====\n', 'Title'],
  ['Foo\nbar\n===\n', 'Foo bar'],
  ['# my_function_name', 'my_function_name'],
  ['# A &amp; B', 'A & B'],
  ['# `a_b` \\*c\\*', 'a_b *c*'],
  ['```sh\n# install\n```\n\n# Title', 'Title'],
  ['    # code\n\n# Title', 'Title'],
  ['<!--\n# no title\n-->\n\n# Title', 'Title'],
  ['<div>\n# no title\n</div>\n\n# Title', 'Title'],
  ['<h1 align="center">Logo &eacute;</h1>\n\n## Usage', 'Logo é'],
  ['# ![](logo.png)\n\n# Title', 'Title'],
  ['#\n\n# Title', 'Title'],
  ['# [Title][there]\n\n[there]: /a', 'Title'],
  ['> # In a quote', 'In a quote'],
  ['- [ ] first task\n', 'first task'],
  ['> said *loudly*', 'said loudly'],
  ['#hashtag, no heading', '#hashtag, no heading'],
  ['```\nlet x;\n```', 'let x;'],
  ['\n\n   \n', 'Untitled'],
  ['a'.repeat(200), `${'a'.repeat(80)}…`],
  [`${'a'.repeat(79)}😀😀`, `${'a'.repeat(79)}…`],
] as const;

test('titles are those of the rendered documents', () => {
  renderOnce(TITLES.map(([text]) => text));
  for (const [text, title] of TITLES) {
    assert.equal(titleOf(text), title, JSON.stringify(text));
    assert.equal(hasTitle(text), title !== 'Untitled');
  }
});

test('the title of a random document is the first heading that the engine makes', () => {
  const random = Random.fromEnvironment();
  const lists = new ListDocuments(random);
  const inlines = new InlineDocuments(random);
  const documents = Array.from({ length: RANDOM_DOCUMENTS }, (_, i) =>
    (i % 2 === 0 ? lists : inlines).next(),
  );
  for (const [text, { headings }] of renderOnce(documents)) {
    const [heading] = headings.map(oneLine).filter((each) => each !== '');
    if (heading !== undefined) {
      const whole = titleOf(text).replace(/…$/, '');
      assert.ok(heading.startsWith(whole) && whole.length > Math.min(heading.length, 80) - 3, text);
    } else {
      assert.ok(hasTitle(text), text);
    }
  }
});

test('an excerpt is the words after the title', () => {
  const texts = [
    ['# Bees\n\n*Borage* flowers\nuntil autumn.\n\nMore', 'Borage flowers until autumn.'],
    ['Just words\n\nand more', 'and more'],
    ['words\n\n# Heading\n\nafter it', 'after it'],
    ['# One\n\n## Two\n\ntext', 'text'],
    ['# Alone', ''],
    ['', ''],
    [`# Long\n\n${'word '.repeat(100)}`, `${'word '.repeat(28).trimEnd()}…`],
  ] as const;
  renderOnce(texts.map(([text]) => text));
  for (const [text, excerpt] of texts) {
    assert.equal(headingOf(text).excerpt, excerpt, JSON.stringify(text));
  }
});

// With patterns that go along the whole line, it took minutes.
test('until the engine is loaded, a long line is no obstacle', () => {
  renderTitlesBy(sourceTexts);
  for (const unit of [' ', '\t', ' #', '# ', '> ']) {
    assert.notEqual(titleOf(`${unit}a${unit.repeat(500_000)}b`), '', unit);
  }
});

test('until the engine is loaded, a title is the first words of the source', () => {
  renderTitlesBy(sourceTexts);
  for (const [text, title] of [
    ['# Shopping list\n\nmilk', 'Shopping list'],
    ['\n---\n- [ ] first task\n', 'first task'],
    ['> ## Quoted ##', 'Quoted'],
    ['#hashtag', '#hashtag'],
    ['# 日本語', '日本語'],
    ['  \n', 'Untitled'],
  ] as const) {
    assert.equal(titleOf(text), title);
  }
});
