import { tags } from '@lezer/highlight';
import type { LeafBlockParser, MarkdownConfig } from '@lezer/markdown';

const MARKER = /^\[(?:toc|\[_toc_\])\][ \t]*$/i;

/** Paragraphs in whose place the engine lists the headings. */
export const tableOfContents: MarkdownConfig = {
  defineNodes: [{ name: 'TableOfContents', style: tags.processingInstruction }],
  parseBlock: [
    {
      name: 'TableOfContents',
      leaf: (context, { content }) =>
        context.depth === 1 && MARKER.test(content) ? markerParagraph : null,
    },
  ],
};

const markerParagraph: LeafBlockParser = {
  nextLine: () => false,
  finish(context, leaf) {
    const { start, content } = leaf;
    const to = start + content.length;
    const isMarker = MARKER.test(content);
    if (isMarker) {
      context.addLeafElement(
        leaf,
        context.elt('Paragraph', start, to, [context.elt('TableOfContents', start, to)]),
      );
    }
    return isMarker;
  },
};
