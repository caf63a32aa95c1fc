import type { SyntaxNode } from '@lezer/common';
import { tags } from '@lezer/highlight';
import type { BlockContext, LeafBlock, LeafBlockParser, MarkdownConfig } from '@lezer/markdown';

const MARKER = /^\[!(?:note|tip|important|warning|caution)\][ \t]*(?=\n|$)/i;

/** The depth of a block in a quote that is in no other block; the document is the first level. */
const DEPTH_IN_QUOTE = 2;

/**
 * The first lines of alerts, such as `[!NOTE]`. A paragraph is parsed before what follows it, and may be
 * kept when that changes, so that `alertMarkerOf` tells
 * which of them are of alerts.
 */
export const alerts: MarkdownConfig = {
  defineNodes: [{ name: 'AlertMarker', style: tags.processingInstruction }],
  parseBlock: [
    {
      name: 'Alert',
      leaf: (context, { content }) =>
        context.depth === DEPTH_IN_QUOTE &&
        context.parentType().name === 'Blockquote' &&
        MARKER.test(content)
          ? markedParagraph
          : null,
    },
  ],
};

const markedParagraph: LeafBlockParser = {
  nextLine: () => false,
  finish(context: BlockContext, leaf: LeafBlock) {
    const { start, content } = leaf;
    const length = MARKER.exec(content)?.[0].length ?? 0;
    context.addLeafElement(
      leaf,
      context.elt('Paragraph', start, start + content.length, [
        context.elt('AlertMarker', start, start + length),
        ...context.parser.parseInline(content.slice(length), start + length),
      ]),
    );
    return true;
  },
};

/**
 * Returns the marker of a quote that is an alert: it begins with one, and something is behind that which does not
 * make it a term.
 */
export function alertMarkerOf(quote: SyntaxNode): SyntaxNode | undefined {
  const first = blockFrom(quote.firstChild);
  const marker = first?.getChild('AlertMarker') ?? null;
  const next = blockFrom(first?.nextSibling ?? null);
  return first !== null &&
    marker !== null &&
    (marker.to < first.to || next !== null) &&
    next?.name !== 'DefinitionDetails'
    ? marker
    : undefined;
}

/** The first of siblings that is no mark of the quote. */
function blockFrom(node: SyntaxNode | null): SyntaxNode | null {
  let block = node;
  while (block?.name === 'QuoteMark') {
    block = block.nextSibling;
  }
  return block;
}
