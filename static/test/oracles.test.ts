import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderAll } from './engine.js';
import {
  AUTOLINK_DIFFERENCES,
  CMARK_DIFFERENCES,
  COMMONMARK_DIFFERENCES,
  FOOTNOTE_DIFFERENCES,
  GFM_DIFFERENCES,
  type KnownDifference,
} from './known-differences.js';
import {
  cmarkVersion,
  gfmElements,
  normalize,
  normalizeFootnotes,
  renderAllByCmark,
  renderCommonMark,
  renderGfm,
} from './oracles.js';
import { Random } from './random.js';
import { SyntaxDocuments } from './syntax-documents.js';

/**
 * The oracles share them. Without TWINMARK_DOCUMENTS or TWINMARK_SEED they are the same each
 * time: among millions of others may be a fault of an oracle that is not listed yet.
 */
const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 20_000);

const LONG_RUN =
  process.env['TWINMARK_DOCUMENTS'] !== undefined || process.env['TWINMARK_SEED'] !== undefined;

const SEED = 15;

const DOCUMENTS_OF_A_BATCH = 10_000;

/** The first reasons explain most differences; the others are tried where these do not, as oracles take time. */
const FREQUENT_REASONS = 2;

/** The unknown differences of a run that are shortened and shown. */
const MAX_SHOWN = 3;

interface Oracle {
  readonly name: string;
  readonly known: readonly KnownDifference[];

  /** The names of extensions that the engine has on. */
  readonly extensions?: string;
  next(documents: SyntaxDocuments): string;

  /** Returns for each document if the oracle's HTML is the same. */
  agree(sources: readonly string[], htmls: readonly string[]): boolean[];

  /** The reason why the oracle cannot be asked. */
  readonly missing?: string | undefined;
}

function isCommonMark(source: string, html: string): boolean {
  return normalize(renderCommonMark(source)) === normalize(html);
}

function each(agrees: (source: string, html: string) => boolean): Oracle['agree'] {
  return (sources, htmls) => sources.map((source, i) => agrees(source, htmls[i] ?? ''));
}

const MISSING = cmarkVersion() === undefined ? 'cmark-gfm is not installed' : undefined;

const ORACLES: readonly Oracle[] = [
  {
    name: 'commonmark.js',
    known: COMMONMARK_DIFFERENCES,
    next: (documents) => documents.commonMark(),
    // A construct of GFM that pieces add up to is for the other oracle.
    agree: each(
      (source, html) =>
        isCommonMark(source, html) ||
        (gfmElements(html) !== '' && normalize(renderGfm(source)) === normalize(html)),
    ),
  },
  {
    name: 'micromark with GFM',
    known: GFM_DIFFERENCES,
    next: (documents) => documents.gfm(),
    // If both render GFM's constructs alike, commonmark.js judges the rest.
    agree: each((source, html) => {
      const oracle = renderGfm(source);
      return (
        normalize(oracle) === normalize(html) ||
        (gfmElements(oracle) === gfmElements(html) && isCommonMark(source, html))
      );
    }),
  },
  {
    name: 'cmark-gfm',
    known: CMARK_DIFFERENCES,
    next: (documents) => documents.gfm(),
    // If both render GFM's constructs alike, commonmark.js judges the rest: cmark-gfm is of CommonMark 0.29.
    agree(sources, htmls) {
      const oracle = renderAllByCmark(sources);
      return sources.map((source, i) => {
        const html = htmls[i] ?? '';
        const other = oracle[i] ?? '';
        return (
          normalize(other) === normalize(html) ||
          (gfmElements(other) === gfmElements(html) && isCommonMark(source, html))
        );
      });
    },
    missing: MISSING,
  },
  {
    name: 'cmark-gfm with autolinks',
    known: AUTOLINK_DIFFERENCES,
    extensions: 'autolinks',
    next: (documents) => documents.addresses(),
    agree: (sources, htmls) =>
      renderAllByCmark(sources, ['autolink']).map(
        (html, i) => normalize(html) === normalize(htmls[i] ?? ''),
      ),
    missing: MISSING,
  },
  {
    name: 'cmark-gfm with footnotes',
    known: FOOTNOTE_DIFFERENCES,
    extensions: 'footnotes',
    next: (documents) => documents.footnotes(),
    agree: (sources, htmls) =>
      renderAllByCmark(sources, ['footnotes']).map(
        (html, i) => normalizeFootnotes(html) === normalizeFootnotes(htmls[i] ?? ''),
      ),
    missing: MISSING,
  },
];

function differing(oracle: Oracle, sources: readonly string[]): boolean[] {
  return oracle.agree(sources, renderAll(sources, oracle.extensions)).map((agrees) => !agrees);
}

/** Counts the differences that are known, under their names, and returns the documents of others. */
function unknown(
  oracle: Oracle,
  sources: readonly string[],
  counts: Map<string, number>,
): string[] {
  let left = sources;
  for (const reasons of [oracle.known.slice(0, FREQUENT_REASONS), oracle.known]) {
    // Each document without the first reason, without the first two, and so on.
    const rewritten = left.flatMap((source) => {
      let text = source;
      return reasons.map((difference) => (text = difference.rewrite(text)));
    });
    const differs = differing(oracle, rewritten);
    left = left.filter((_, i) => {
      const first = i * reasons.length;
      const index = differs.slice(first, first + reasons.length).indexOf(false);
      const name = reasons[index]?.name;
      if (name !== undefined) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      return name === undefined;
    });
  }
  return [...left];
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
  test(
    `generated documents have the HTML of ${oracle.name}`,
    { skip: oracle.missing ?? false },
    () => {
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
          return { shortest, html: renderAll([shortest], oracle.extensions)[0], source };
        }),
        [],
        `${String(failures.length)} documents differ, TWINMARK_SEED=${String(random.seed)}`,
      );
    },
  );
}
