import { type Markdown, RenderError } from '../../engine/api.js';
import { loadMarkdown } from '../../engine/load-markdown.js';
import { HEADINGS } from '../../fragments/headings.js';
import { sanitizeBlocks } from '../../sanitizer/sanitize.js';
import { tagsIn } from '../../util/tags.js';
import { type RenderedTexts, type RenderTexts, sourceTexts } from './title.js';

/** The amount of text rendered at a time, in UTF-16 code units: most first headings are in the first slice. */
const SLICE_UNITS = 2 * 1024;

/**
 * The part of a document in which a heading is looked for, in UTF-16 code units. Titles are rendered at each
 * save, and what comes before a document's title is a few pages at the most.
 */
const MAX_UNITS = 8 * SLICE_UNITS;

/** Matches elements that are no text of a document: its properties, and the numbers of footnotes. */
const NOT_TEXT = '.front-matter, .footnote-ref';

/**
 * Loads the engine.
 *
 * @throws Error when it cannot run in this browser or page, or cannot be fetched
 */
export async function loadRenderTexts(): Promise<RenderTexts> {
  const markdown = await loadMarkdown();
  return (text) => renderedTexts(markdown, text);
}

function* renderedTexts(markdown: Markdown, text: string): Iterable<RenderedTexts> {
  try {
    // The whole text, because a link in a heading may be defined at its end.
    const document = markdown.openDocument(text, { extensions: ['github'] });
    try {
      const { title } = document.properties();
      let first: RenderedTexts | undefined = { headings: [title], text: title, tags: [] };
      for (let units = 0, complete = false; units < MAX_UNITS && !complete; units += SLICE_UNITS) {
        const patch = document.advance(SLICE_UNITS);
        ({ complete } = patch);
        const blocks = patch.splices.flatMap(({ added }) => added.map(({ html }) => html));
        const contents = sanitizeBlocks(blocks).map(({ content }) => content);
        if (first !== undefined) {
          yield { ...first, tags: frontMatterTags(contents[0]) };
          first = undefined;
        }
        for (const content of contents) {
          for (const other of content.querySelectorAll(NOT_TEXT)) {
            other.remove();
          }
          yield {
            headings: Array.from(content.querySelectorAll(HEADINGS), textOf),
            text: textOf(content),
          };
        }
      }
    } finally {
      document.close();
    }
  } catch (error) {
    // The preview says why this document cannot be rendered.
    if (!(error instanceof RenderError)) {
      throw error;
    }
    yield { headings: [], text: '', tags: [] };
    yield* sourceTexts(text);
  }
}

/** Returns the tags of the front matter, where the first block of a document is one. */
function frontMatterTags(block: ParentNode | undefined): readonly string[] {
  const first = block?.firstElementChild;
  const names = first?.matches('.front-matter') === true ? first.querySelectorAll('th') : [];
  const name = Array.from(names).find((each) => textOf(each) === 'tags');
  return tagsIn(name?.nextElementSibling?.textContent ?? '');
}

function textOf({ textContent }: Node): string {
  return textContent ?? '';
}
