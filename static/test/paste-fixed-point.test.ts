import assert from 'node:assert/strict';
import test from 'node:test';
import { renderAll } from './engine.js';
import { CARET, convertedHtml, pasteInto, PasteDocuments } from './paste-documents.js';
import { Random } from './random.js';
import { isParagraph, seenIn, seenInFirst } from './rendering.js';

const DOCUMENTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 300);

/** The documents that are rendered at once. */
const BATCH = 5000;

/** Blocks stand where a paragraph of this text would. */
const HERE = 'here';

const BLOCK_PLACES = [
  CARET,
  `before\n\n${CARET}\n\nafter`,
  `> first\n>\n> ${CARET}`,
  `- first\n\n  ${CARET}`,
  `10. first\n\n    ${CARET}`,
  `> - first\n>\n>   ${CARET}`,
  `- > first\n  >\n  > ${CARET}`,
] as const;

/** The places of a line, and the elements that it is in. */
const LINE_PLACES: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  [`| x ${CARET} y | b |\n| --- | --- |\n| c | d |`, 'th'],
  [`| a | b |\n| --- | --- |\n| x ${CARET} y | d |`, 'td'],
  [`> | x ${CARET} y |\n> | --- |`, 'th'],
  [`## x ${CARET} y`, 'h2'],
  [`x ${CARET} y\n===`, 'h1'],
  [`x ${CARET} y`, 'p'],
  [`> x ${CARET} y`, 'p'],
];

interface Trial {
  /** The document whose HTML is copied. */
  readonly source: string;
  readonly place: string;
  /** The element that a line is pasted into; undefined for blocks. */
  readonly element: string | undefined;
}

interface Failure {
  readonly trial: Trial;
  readonly markdown: string;
  readonly shown: string;
  readonly wanted: string;
}

function failuresOf(trials: readonly Trial[]): Failure[] {
  const places = [...new Set(trials.map(({ place }) => place))];
  const rendered = renderAll([
    ...trials.map(({ source }) => source),
    ...places.map((place) => place.replace(CARET, HERE)),
  ]);
  const around = new Map(places.map((place, i) => [place, rendered[trials.length + i] ?? '']));
  const pastes = trials.flatMap((trial, i) => {
    const html = rendered[i] ?? '';
    const isFit = trial.element === undefined ? seenIn(html) !== '' : isParagraph(html);
    const converted = isFit ? convertedHtml(html) : undefined;
    return converted === undefined
      ? []
      : [{ trial, html, markdown: pasteInto(trial.place, converted, 'plain') }];
  });
  const again = renderAll(pastes.map(({ markdown }) => markdown));
  return pastes.flatMap(({ trial, html, markdown }, i) => {
    const after = again[i] ?? '';
    const outer = around.get(trial.place) ?? '';
    const { element } = trial;
    const shown = element === undefined ? seenIn(after) : (seenInFirst(after, element) ?? '');
    const wanted =
      element === undefined
        ? seenIn(outer.replace(`<p>${HERE}</p>`, () => html))
        : (seenInFirst(html.replace('<p>', '<p>x ').replace('</p>', ' y</p>'), 'p') ?? '');
    return shown === wanted ? [] : [{ trial, markdown, shown, wanted }];
  });
}

/** The shortest document of those that fail with a stretch left out, as long as there is one. */
function shrunk(failure: Failure): Failure {
  const { source } = failure.trial;
  for (let size = Math.ceil(source.length / 2); size >= 1; size = Math.floor(size / 2)) {
    const smaller = Array.from(source).flatMap((_, from) =>
      from % Math.ceil(size / 2) === 0
        ? [{ ...failure.trial, source: source.slice(0, from) + source.slice(from + size) }]
        : [],
    );
    const [next] = failuresOf(smaller);
    if (next !== undefined) {
      return shrunk(next);
    }
  }
  return failure;
}

function report(failure: Failure): string {
  const { trial, markdown, shown, wanted } = failure;
  return [trial.place, trial.source, markdown, shown, wanted]
    .map((text) => JSON.stringify(text))
    .join('\n');
}

test('pasted HTML of a document renders to the same', () => {
  const random = Random.fromEnvironment();
  const documents = new PasteDocuments(random);
  for (let done = 0; done < DOCUMENTS; done += BATCH) {
    const trials = Array.from({ length: Math.min(BATCH, DOCUMENTS - done) }, (): Trial => {
      if (random.below(3) < 2) {
        return { source: documents.blocks(), place: random.pick(BLOCK_PLACES), element: undefined };
      }
      const [place, element] = random.pick(LINE_PLACES);
      return { source: documents.line(), place, element };
    });
    const failures = failuresOf(trials);
    const [first] = failures;
    if (first !== undefined) {
      assert.fail(
        `TWINMARK_SEED=${String(random.seed)}: ${String(failures.length)} of ${String(trials.length)}\n` +
          report(shrunk(first)),
      );
    }
  }
});
