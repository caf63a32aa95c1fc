import { tags } from '@lezer/highlight';
import type { MarkdownConfig } from '@lezer/markdown';

const COLON = 58;

const SHORTCODE = /:([a-z\d_+-]{1,40}):/y;

/** Shortcodes of some names. */
export function shortcodes(isName: (name: string) => boolean): MarkdownConfig {
  return {
    defineNodes: [{ name: 'Emoji', style: tags.character }],
    parseInline: [
      {
        name: 'Emoji',
        before: 'Link',
        parse(context, next, position) {
          SHORTCODE.lastIndex = position - context.offset;
          const [shortcode = '', name = ''] =
            (next === COLON ? SHORTCODE.exec(context.text) : null) ?? [];
          return shortcode === '' || !isName(name)
            ? -1
            : context.addElement(context.elt('Emoji', position, position + shortcode.length));
        },
      },
    ],
  };
}

/**
 * Shortcodes, known or not: the editor has no list of them. A number between colons is more often a time, but for
 * `:100:` and `:1234:`.
 */
export const emoji = shortcodes((name) => /\D|^(?:100|1234)$/.test(name));
