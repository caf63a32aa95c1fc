import { commonmarkLanguage } from '@codemirror/lang-markdown';
import { HighlightStyle, Language, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';
import { type MarkdownParser, parseCode, Table, TaskList } from '@lezer/markdown';
import { codeParser } from './code-languages.js';
import { strikethrough } from './strikethrough.js';
import { syntaxLimits } from './syntax-limits.js';

/**
 * The Markdown that the engine renders, and no more: CodeMirror's own `markdownLanguage` also highlights
 * sub- and superscripts, emoji and bare URLs. Nor is HTML highlighted: the
 * grammars that `markdown()` brings along for it would add 57 KB to the 90 KB of the rest (brotli).
 */
const language = new Language(
  commonmarkLanguage.data,
  (commonmarkLanguage.parser as unknown as MarkdownParser).configure([
    Table,
    strikethrough,
    TaskList,
    parseCode({ codeParser }),
    syntaxLimits,
  ]),
  [],
  'markdown',
);

/**
 * Nothing that changes the advance of a character in a monospaced font, so that lines wrap where the
 * text area wrapped them. The page's colours come through as custom properties.
 */
const style = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '700' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.link, color: 'var(--accent, LinkText)' },
  { tag: tags.monospace, color: 'var(--literal, inherit)' },
  { tag: [tags.keyword, tags.operatorKeyword, tags.tagName], color: 'var(--accent, LinkText)' },
  { tag: [tags.number, tags.bool, tags.null, tags.typeName], color: 'var(--literal, inherit)' },
  { tag: [tags.character, tags.escape, tags.atom], color: 'var(--literal, inherit)' },
  {
    tag: [
      tags.processingInstruction,
      tags.contentSeparator,
      tags.comment,
      tags.url,
      tags.labelName,
      tags.string,
    ],
    color: 'var(--faint, GrayText)',
  },
]);

/** Highlights Markdown. */
export const markdownHighlighting: Extension = [language, syntaxHighlighting(style)];
