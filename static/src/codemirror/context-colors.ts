import { syntaxTree } from '@codemirror/language';
import { type EditorState, type Extension, Prec, type Range } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import { alertMarkerOf } from './alerts.js';
import { definitions, isDefined } from './definitions.js';

const TEXT = Decoration.mark({ class: 'cm-text' });
const TAG = Decoration.mark({ class: 'cm-tag' });

/** A tag within a block of HTML, which is one node. */
const TAGS = /<[/!?]?[a-z][^<>]*>/gi;

/**
 * Colours that depend on more than the grammar sees at once: what looks like a reference or an alert, and has no
 * definition or nothing behind it, is text; the tags of a block of HTML.
 */
export const contextColors: Extension = [
  definitions,
  // Around the spans of the highlighting.
  Prec.lowest(
    ViewPlugin.define((view) => new ContextColors(view), {
      decorations: ({ decorations }) => decorations,
    }),
  ),
];

class ContextColors {
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.decorations = decorationsIn(view);
  }

  update(update: ViewUpdate): void {
    if (
      update.docChanged ||
      update.viewportChanged ||
      syntaxTree(update.startState) !== syntaxTree(update.state)
    ) {
      this.decorations = decorationsIn(update.view);
    }
  }
}

function decorationsIn({ state, visibleRanges }: EditorView): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (const { from, to } of visibleRanges) {
    syntaxTree(state).iterate({
      from,
      to,
      enter: ({ name, node }) => {
        if (name === 'HTMLBlock') {
          const start = Math.max(from, node.from);
          for (const { 0: tag, index } of state
            .sliceDoc(start, Math.min(to, node.to))
            .matchAll(TAGS)) {
            ranges.push(TAG.range(start + index, start + index + tag.length));
          }
        } else if (isText(state, node)) {
          ranges.push(TEXT.range(node.from, node.to));
        }
      },
    });
  }
  return Decoration.set(ranges, true);
}

/** Returns whether a node looks like a construct, and is none in this document. */
export function isText(state: EditorState, node: SyntaxNode): boolean {
  switch (node.name) {
    case 'AlertMarker': {
      const quote = node.parent?.parent;
      return (quote && alertMarkerOf(quote)?.from) !== node.from;
    }
    case 'FootnoteReference':
      return !isDefined(state, state.sliceDoc(node.from + 1, node.to - 1), 'FootnoteDefinition');
    case 'Link':
    case 'Image': {
      const label = referenceLabel(state, node);
      return label !== undefined && !isDefined(state, label, 'LinkReference');
    }
    default:
      return false;
  }
}

/** Returns the label that a link or an image refers by; undefined if it has an address. */
function referenceLabel(state: EditorState, node: SyntaxNode): string | undefined {
  const [opening, closing, parenthesis] = node.getChildren('LinkMark');
  if (opening === undefined || closing === undefined || parenthesis !== undefined) {
    return undefined;
  }
  const label = node.getChild('LinkLabel');
  return label === null || label.to - label.from === '[]'.length
    ? state.sliceDoc(opening.to, closing.from)
    : state.sliceDoc(label.from + 1, label.to - 1);
}
