import assert from 'node:assert/strict';
import test from 'node:test';
import type { Extension } from '../src/engine/api.js';
import { renderAll } from './engine.js';
import { CONSTRUCTS, convertedHtml, PasteDocuments, PROSE } from './paste-documents.js';
import { Random } from './random.js';

const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 200);

/** The documents that are converted at once. */
const BATCH = 2000;

const ESCAPE = /\\([!-/:-@[-`{-~])|&#x([\da-f]+);/gi;

/** The Markdown with each of its escapes left out, one at a time. */
function withoutEachEscape(markdown: string): string[] {
  return [...markdown.matchAll(ESCAPE)].map(({ 0: escape, 1: character, 2: code, index }) => {
    const plain = character ?? String.fromCodePoint(Number.parseInt(code ?? '', 16));
    return markdown.slice(0, index) + plain + markdown.slice(index + escape.length);
  });
}

/** Brackets that are none of a link keep addresses in them from being links; to the grammar, they are text. */
function isInBrackets(markdown: string, without: string): boolean {
  let at = 0;
  while (markdown[at] === without[at]) {
    at++;
  }
  return /\[.*(?:https?|www)$/i.test(markdown.slice(0, at));
}

const PLACE = { isInDocument: true, isWhole: false, isBehindTerm: false };

function expectNoIdleEscape(
  extensions: readonly Extension[],
  documentsOf: (random: Random) => PasteDocuments,
): void {
  const random = Random.fromEnvironment();
  const documents = documentsOf(random);
  const dialect = { extensions: new Set(extensions), labels: new Set<string>() };
  let escapes = 0;
  for (let done = 0; done < DOCUMENTS; done += BATCH) {
    const sources = Array.from({ length: Math.min(BATCH, DOCUMENTS - done) }, () =>
      documents.blocks(),
    );
    const pasted = renderAll(sources).map(
      (html) => convertedHtml(html, dialect)?.blocks(PLACE) ?? '',
    );
    const candidates = pasted.flatMap((markdown) =>
      withoutEachEscape(markdown).map((without) => ({ markdown, without })),
    );
    const rendered = renderAll(
      [...pasted, ...candidates.map(({ without }) => without)],
      extensions.join(' '),
    );
    const htmlOf = new Map(pasted.map((markdown, i) => [markdown, rendered[i]]));
    const idle = candidates.filter(
      ({ markdown, without }, i) =>
        htmlOf.get(markdown) === rendered[pasted.length + i] && !isInBrackets(markdown, without),
    );
    const [first] = idle.sort((a, b) => a.markdown.length - b.markdown.length);
    assert.ok(
      first === undefined,
      `TWINMARK_SEED=${String(random.seed)}: ${String(idle.length)} of ${String(candidates.length)} escapes change nothing\n` +
        `${JSON.stringify(first?.markdown)}\n${JSON.stringify(first?.without)}`,
    );
    escapes += candidates.length;
  }
  assert.ok(escapes > DOCUMENTS, `only ${String(escapes)} escapes were tried`);
}

test('each escape of pasted HTML changes what is rendered', () => {
  expectNoIdleEscape([], (random) => new PasteDocuments(random));
});

test('each escape of prose changes what is rendered with extensions', () => {
  expectNoIdleEscape(CONSTRUCTS, (random) => new PasteDocuments(random, PROSE));
});

test('escapes that would take too long to judge stay', () => {
  const blocksOf = (html: string) =>
    convertedHtml(html, { extensions: new Set(), labels: new Set() })?.blocks(PLACE) ?? '';
  assert.equal(blocksOf('<p><b>a</b> 1 \\ 2'), '**a** 1 \\ 2');
  const signs = '\\'.repeat(2_000);
  assert.equal(blocksOf(`<p><b>a</b> ${signs}`), `**a** ${signs.repeat(2)}`);
  // Each paragraph takes little; all of them together would take minutes.
  const paragraphs = blocksOf(`<p><b>a</b> ${'\\('.repeat(200)}</p>`.repeat(100));
  assert.equal(renderAll([paragraphs])[0]?.match(/\\\(/g)?.length, 200 * 100);
});
