import { commonmarkLanguage } from '@codemirror/lang-markdown';
import { HighlightStyle, Language, syntaxHighlighting } from '@codemirror/language';
import { type EditorState, type Extension as EditorExtension, Facet } from '@codemirror/state';
import { styleTags, tags } from '@lezer/highlight';
import {
  type MarkdownConfig,
  type MarkdownParser,
  parseCode,
  Table,
  TaskList,
} from '@lezer/markdown';
import type { Extension } from '../engine/api.js';
import { expandExtensions } from '../engine/extensions.js';
import { codeParser } from './code-languages.js';
import { constructsOf } from './constructs.js';
import { contextColors } from './context-colors.js';
import { dataAddresses, SkippingParser } from './data-addresses.js';
import { DefinitionListParser } from './definition-lists.js';
import { FrontMatterParser } from './front-matter.js';
import { strikethrough } from './strikethrough.js';
import { syntaxLimits } from './syntax-limits.js';

/** Colours that `@lezer/markdown` has no tags for, or others. */
const TAGS: MarkdownConfig = {
  props: [styleTags({ HTMLTag: tags.angleBracket, 'Autolink/URL': tags.link })],
};

/**
 * The Markdown that the engine renders with extensions, and no more: CodeMirror's own `markdownLanguage` also
 * highlights sub- and superscripts, emoji and bare URLs. Nor is HTML highlighted: the grammars that `markdown()`
 * brings along for it would add 57 KB to the 90 KB of the rest (brotli).
 */
function createLanguage(extensions: ReadonlySet<Extension>): Language {
  const markdown = (commonmarkLanguage.parser as unknown as MarkdownParser)
    .configure([syntaxLimits, Table, strikethrough, TaskList, TAGS, ...constructsOf(extensions)])
    .configure(parseCode({ codeParser }));
  const parser = extensions.has('definition-lists') ? new DefinitionListParser(markdown) : markdown;
  return new Language(
    commonmarkLanguage.data,
    new SkippingParser(extensions.has('front-matter') ? new FrontMatterParser(parser) : parser),
    [],
    'markdown',
  );
}

/** The languages of sets of extensions: with the same one, an editor keeps its syntax tree. */
const languages = new Map<string, Language>();

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
  {
    tag: [tags.character, tags.escape, tags.atom, tags.angleBracket],
    color: 'var(--literal, inherit)',
  },
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

const names = Facet.define<ReadonlySet<Extension>, ReadonlySet<Extension>>({
  combine: ([first]) => first ?? new Set(),
});

/** Returns the extensions of an editor's Markdown. */
export function extensionsOf(state: EditorState): ReadonlySet<Extension> {
  return state.facet(names);
}

/** Returns whether an editor's Markdown has an extension. */
export function hasExtension(state: EditorState, name: Extension): boolean {
  return state.facet(names).has(name);
}

const styling: EditorExtension = [syntaxHighlighting(style), contextColors];

/** Highlights Markdown with extensions. */
export function markdownHighlighting(extensions: readonly Extension[] = []): EditorExtension {
  const expanded = expandExtensions(extensions);
  const key = [...expanded].sort().join(' ');
  const language = languages.get(key) ?? createLanguage(expanded);
  languages.set(key, language);
  return [dataAddresses, language, names.of(expanded), styling];
}
