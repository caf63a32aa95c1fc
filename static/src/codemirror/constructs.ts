import type { MarkdownConfig } from '@lezer/markdown';
import type { Extension } from '../engine/api.js';
import { alerts } from './alerts.js';
import { bareAddresses } from './bare-addresses.js';
import { definitionLists } from './definition-lists.js';
import { inserts, marks, subscript, superscript } from './delimited-text.js';
import { emoji } from './emoji.js';
import { footnotes } from './footnotes.js';
import { formulas } from './formulas.js';
import { frontMatter } from './front-matter.js';
import { inlineFootnotes } from './inline-footnotes.js';
import { tableOfContents } from './table-of-contents.js';

/** The constructs of extensions, by their names. */
const CONSTRUCTS: Readonly<Partial<Record<Extension, MarkdownConfig>>> = {
  alerts,
  autolinks: bareAddresses,
  'definition-lists': definitionLists,
  emoji,
  footnotes,
  formulas,
  'front-matter': frontMatter,
  'inline-footnotes': inlineFootnotes,
  inserts,
  marks,
  subscript,
  superscript,
  'table-of-contents': tableOfContents,
};

/** Returns the grammar of extensions. */
export function constructsOf(extensions: ReadonlySet<Extension>): MarkdownConfig[] {
  return [...extensions].sort().flatMap((name) => CONSTRUCTS[name] ?? []);
}
