import { tags } from '@lezer/highlight';
import type { MarkdownConfig } from '@lezer/markdown';
import { flanking } from './flanking.js';

const TILDE = 126;

/** Runs match runs of their own length only, and longer ones are text. */
const ONE = { resolve: 'Strikethrough', mark: 'StrikethroughMark' };
const TWO = { resolve: 'Strikethrough', mark: 'StrikethroughMark' };

/**
 * Strikethrough as the engine has it: one tilde or two at both ends. `@lezer/markdown` has its own with two
 * only, and divides a run of four into two.
 *
 * @see https://github.github.com/gfm/#strikethrough-extension-
 */
export const strikethrough: MarkdownConfig = {
  defineNodes: [
    { name: 'Strikethrough', style: { 'Strikethrough/...': tags.strikethrough } },
    { name: 'StrikethroughMark', style: tags.processingInstruction },
  ],
  parseInline: [
    {
      name: 'Strikethrough',
      after: 'Emphasis',
      parse(context, next, position) {
        if (next !== TILDE) {
          return -1;
        }
        let end = position + 1;
        while (context.char(end) === TILDE) {
          end++;
        }
        const length = end - position;
        if (length > 2) {
          return end;
        }
        const { canOpen, canClose } = flanking(
          context.slice(Math.max(context.offset, position - 2), position),
          context.slice(end, Math.min(end + 2, context.end)),
        );
        return context.addDelimiter(length === 1 ? ONE : TWO, position, end, canOpen, canClose);
      },
    },
  ],
};
