import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderAll } from './engine.js';
import {
  COMMONMARK_DIFFERENCES,
  GFM_DIFFERENCES,
  type KnownDifference,
} from './known-differences.js';
import { gfmElements, normalize, renderCommonMark, renderGfm } from './oracles.js';
import { Random } from './random.js';
import { SyntaxDocuments } from './syntax-documents.js';

/**
 * Half of them for each oracle. Without TWINMARK_DOCUMENTS or TWINMARK_SEED they are the same each
 * time: among millions of others may be a fault of micromark that is not listed yet.
 */
const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 20_000);

const LONG_RUN =
  process.env['TWINMARK_DOCUMENTS'] !== undefined || process.env['TWINMARK_SEED'] !== undefined;

const SEED = 15;

const DOCUMENTS_OF_A_BATCH = 10_000;

/** The unknown differences of a run that are shortened and shown. */
const MAX_SHOWN = 3;

interface Oracle {
  readonly name: string;
  readonly known: readonly KnownDifference[];
  next(documents: SyntaxDocuments): string;
  agrees(source: string, html: string): boolean;
}

function isCommonMark(source: string, html: string): boolean {
  return normalize(renderCommonMark(source)) === normalize(html);
}

const ORACLES: readonly Oracle[] = [
  {
    name: 'commonmark.js',
    known: COMMONMARK_DIFFERENCES,
    next: (documents) => documents.commonMark(),
    // A construct of GFM that pieces add up to is for the other oracle.
    agrees: (source, html) =>
      isCommonMark(source, html) ||
      (gfmElements(html) !== '' && normalize(renderGfm(source)) === normalize(html)),
  },
  {
    name: 'micromark with GFM',
    known: GFM_DIFFERENCES,
    next: (documents) => documents.gfm(),
    // If both render GFM's constructs alike, commonmark.js judges the rest.
    agrees(source, html) {
      const oracle = renderGfm(source);
      return (
        normalize(oracle) === normalize(html) ||
        (gfmElements(oracle) === gfmElements(html) && isCommonMark(source, html))
      );
    },
  },
];

function differing(oracle: Oracle, sources: readonly string[]): boolean[] {
  return renderAll(sources).map((html, i) => !oracle.agrees(sources[i] ?? '', html));
}

/** Counts the differences that are known, under their names, and returns the documents of others. */
function unknown(
  oracle: Oracle,
  sources: readonly string[],
  counts: Map<string, number>,
): string[] {
  // Each document without the first reason, without the first two, and so on.
  const rewritten = sources.flatMap((source) => {
    let text = source;
    return oracle.known.map((difference) => (text = difference.rewrite(text)));
  });
  const differs = differing(oracle, rewritten);
  return sources.filter((_, i) => {
    const first = i * oracle.known.length;
    const index = differs.slice(first, first + oracle.known.length).indexOf(false);
    const name = oracle.known[index]?.name;
    if (name !== undefined) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return name === undefined;
  });
}

/** Takes away what can go while a difference stays that is not known. */
function shorten(oracle: Oracle, source: string): string {
  let shortest = source;
  for (;;) {
    const points = Array.from(shortest);
    const candidates: string[] = [];
    for (let size = points.length; size >= 1; size = Math.floor(size / 2)) {
      for (let i = 0; i < points.length; i += size) {
        candidates.push([...points.slice(0, i), ...points.slice(i + size)].join(''));
      }
    }
    const differs = differing(oracle, candidates);
    const [next] = unknown(
      oracle,
      candidates.filter((_, i) => differs[i]),
      new Map(),
    );
    if (next === undefined) {
      return shortest;
    }
    shortest = next;
  }
}

for (const oracle of ORACLES) {
  test(`generated documents have the HTML of ${oracle.name}`, () => {
    const random = LONG_RUN ? Random.fromEnvironment() : new Random(SEED);
    const documents = new SyntaxDocuments(random);
    const counts = new Map<string, number>();
    const failures: string[] = [];
    for (let left = Math.ceil(DOCUMENTS / ORACLES.length); left > 0;) {
      const batch = Array.from({ length: Math.min(left, DOCUMENTS_OF_A_BATCH) }, () =>
        oracle.next(documents),
      );
      left -= batch.length;
      const differs = differing(oracle, batch);
      failures.push(
        ...unknown(
          oracle,
          batch.filter((_, i) => differs[i]),
          counts,
        ),
      );
    }
    for (const [name, count] of counts) {
      console.log(`${oracle.name}: ${String(count)} × ${name}`);
    }
    assert.deepEqual(
      failures.slice(0, MAX_SHOWN).map((source) => {
        const shortest = shorten(oracle, source);
        return { shortest, html: renderAll([shortest])[0], source };
      }),
      [],
      `${String(failures.length)} documents differ, TWINMARK_SEED=${String(random.seed)}`,
    );
  });
}
