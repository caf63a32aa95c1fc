import type { Extension } from '../../engine/api.js';

/** The Markdown of the document that is pasted into. */
export interface Dialect {
  readonly extensions: ReadonlySet<Extension>;
  /** The keys of labels that the document has footnotes of. */
  readonly labels: ReadonlySet<string>;
}

/** The Markdown that is written, with what only a parser of HTML knows. */
export interface WrittenDialect extends Dialect {
  /** Returns whether HTML has a character reference of a name, which is given without `&` and `;`. */
  readonly isEntity: (name: string) => boolean;
}

/** CommonMark with tables, strikethrough and task list items. */
export const PLAIN_DIALECT: Dialect = { extensions: new Set(), labels: new Set() };
