import type { Extension } from '../../engine/api.js';

/** The Markdown of the document that is pasted into. */
export interface Dialect {
  readonly extensions: ReadonlySet<Extension>;
  /** The keys of labels that the document has footnotes of. */
  readonly labels: ReadonlySet<string>;
}

/** CommonMark with tables, strikethrough and task list items. */
export const PLAIN_DIALECT: Dialect = { extensions: new Set(), labels: new Set() };
