import assert from 'node:assert/strict';
import { test } from 'node:test';
import cases from '@shared-tests/sanitizer/repeated-formatting.json';
import {
  type DefaultTreeAdapterMap,
  defaultTreeAdapter,
  html as HTML,
  parseFragment,
} from 'parse5';
import { RepeatedFormatting } from '../src/sanitizer/repeated-formatting.js';
import { Random } from './random.js';

type Node = DefaultTreeAdapterMap['node'];

const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 3_000);

const FORMATTING = ['a', 'b', 'i', 'font', 'nobr', 'code', 's', 'em'] as const;

/** Elements that change what a parser does with formatting, and some that do not. */
const ELEMENTS = (
  'p div table tr td th caption tbody ul li dl dt dd span x svg math mi mtext annotation-xml ' +
  'foreignObject desc title textarea style script select option button object marquee applet template ' +
  'plaintext xmp noscript iframe frameset h1 pre details form body html colgroup col br hr img image ' +
  'input ruby rt blockquote center'
).split(' ') as [string, ...string[]];

const TEXTS = (
  'x|<!-- c -->|<!--|-->|<!-->|--!>|<![CDATA[|]]>|<?a>|</>|<!x>|>|"|\'|<|</|=|<b|</b|<a b="|<x c=\'|' +
  '<x a="</b>">|<i d=">|&'
).split('|') as [string, ...string[]];

const STARTS = ['<p>', '<table>', '<svg>', '<div>', '<select>', '<table><tr><td>'] as const;

/** Repeated at the end of each document, so that formatting that stays open unnoticed is opened again. */
const TAILS = ['<p>x', '<div>x</div>', '<td>x', '</p><p>y', '<li>x', '</x>x', '<table>x'] as const;

// RepeatedFormattingTest.java runs the same cases on the server's sanitizer.
for (const { html, added, open } of cases) {
  test(`adds ${String(added)} to ${html}`, () => {
    const formatting = read(html);
    assert.equal(formatting.added, added);
    assert.equal(formatting.isNone, !open);
  });
}

test('a parser adds no more to generated HTML', () => {
  const random = Random.fromEnvironment();
  for (let i = 0; i < DOCUMENTS; i++) {
    const html = documentOf(random);
    const tags = html.match(/<[a-z]/gi)?.length ?? 0;
    const bound = 8 * tags + html.length + read(html).added;
    assert.ok(formattingUnits(parse(html)) <= bound, JSON.stringify(html));
  }
});

test('HTML that looks like many tags is read in proportion to its length', () => {
  for (const unit of [
    '<b',
    '<b a="',
    '<b a="<i b=\'',
    '<b ',
    '<',
    '<b><x>',
    '<b></x>',
    '<a id=',
    '<!--',
  ]) {
    const html = '<b>' + unit.repeat(300_000 / unit.length);
    assert.ok(read(html).added >= 0, unit);
  }
});

function documentOf(random: Random): string {
  let html: string = random.pick(STARTS);
  for (let parts = 2 + random.below(30); parts > 0; parts--) {
    const kind = random.below(10);
    if (kind < 2) {
      html += startTag(random);
    } else if (kind < 4) {
      html += `</${random.pick(FORMATTING)}>`;
    } else if (kind < 6) {
      html += `<${random.pick(ELEMENTS)}>`;
    } else if (kind < 8) {
      html += `</${random.pick(ELEMENTS)}>`;
    } else {
      html += random.pick(['x', 'x', random.pick(TEXTS)]);
    }
  }
  return html + random.pick(TAILS).repeat(100);
}

function startTag(random: Random): string {
  const value = 'v'.repeat(100 + random.below(300));
  const attributes = random.pick([
    '',
    ` t="${value}"`,
    ` t=${value}`,
    ` t='${value}' u="a>b"`,
    ` t = "${value}"`,
    ` ="b=" t="${value}"`,
  ]);
  return `<${random.pick(FORMATTING)}${attributes}>`;
}

function read(html: string): RepeatedFormatting {
  const formatting = new RepeatedFormatting();
  formatting.read(html);
  return formatting;
}

function parse(html: string): Node {
  const body = defaultTreeAdapter.createElement('body', HTML.NS.HTML, []);
  return parseFragment(body, html, { scriptingEnabled: false });
}

/** The weight of all formatting in a tree. */
function formattingUnits(root: Node): number {
  let units = 0;
  const left = [root];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if ('tagName' in node && (FORMATTING as readonly string[]).includes(node.tagName)) {
      const attributes = node.attrs.map(({ name, value }) => name.length + value.length + 2);
      units += 8 + node.tagName.length + attributes.reduce((sum, own) => sum + own, 0);
    }
    if ('childNodes' in node) {
      left.push(...node.childNodes);
    }
    if ('content' in node) {
      left.push(node.content);
    }
  }
  return units;
}
