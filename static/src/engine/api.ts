/**
 * A construct of Markdown beyond the default; `github` stands for all that GitHub has.
 *
 * - `autolinks`: `https://example.org`, `www.example.org` and `a@example.org` are links.
 * - `alerts`: a quote that begins with a line such as `[!NOTE]` is a box with a title.
 * - `footnotes`: `[^label]` refers to a note, `[^label]: text`, at the end of the document.
 * - `front-matter`: lines between two `---` at the start of the document are a table of properties.
 * - `heading-ids`: headings have an `id`, made as on GitHub, by which links lead to them.
 * - `formulas`: `$x$`, `` $`x`$ `` and `$$x$$` are TeX, in elements `code` of the class `language-math`.
 * - `emoji`: `:tada:` is an emoji, by GitHub's names.
 *
 * These are not GitHub's:
 *
 * - `marks`: `==text==` is marked.
 * - `inserts`: `++text++` is inserted.
 * - `superscript`: `^text^` is raised.
 * - `subscript`: `~text~` is lowered, and only two tildes strike through.
 * - `inline-footnotes`: `^[text]` is a footnote where it is referred to.
 * - `table-of-contents`: a paragraph `[TOC]` is a list of links to all headings, which have an `id` then.
 * - `definition-lists`: a paragraph of terms, and below it `: text` for their meaning.
 */
export type Extension =
  | 'alerts'
  | 'autolinks'
  | 'definition-lists'
  | 'emoji'
  | 'footnotes'
  | 'formulas'
  | 'front-matter'
  | 'github'
  | 'heading-ids'
  | 'inline-footnotes'
  | 'inserts'
  | 'marks'
  | 'subscript'
  | 'superscript'
  | 'table-of-contents';

/** The language that a text is rendered in. */
export interface RenderOptions {
  /** The constructs beyond CommonMark with tables, strikethrough and task list items; by default none. */
  readonly extensions?: readonly Extension[] | undefined;
}

/** A Markdown engine that is ready to render. */
export interface Markdown {
  /**
   * Renders Markdown to HTML: CommonMark with tables, strikethrough and task list items, and the extensions
   * asked for.
   *
   * The HTML is **not sanitized**. Raw HTML and links of any scheme in the source come through, so it
   * must not reach a page before a sanitizer has seen it.
   *
   * @param source the whole document. Any string will do, lone surrogates and NUL included.
   * @returns an HTML fragment, the same as the engine gives on a JVM
   * @throws TypeError when there is no extension of a name
   * @throws RenderError when the document cannot be rendered, with a message that says why: the stack is
   *   exhausted, or the engine has a defect. The engine remains usable.
   */
  renderMarkdown(source: string, options?: RenderOptions): string;

  /**
   * Opens a text that is going to change, without parsing it yet.
   *
   * @param source any string
   * @throws TypeError when there is no extension of a name
   */
  openDocument(source: string, options?: OpenOptions): LiveDocument;

  /**
   * Runs the parse that a document has left outstanding: in another instance of the engine, which can be
   * stopped when it takes too long.
   *
   * @param request from `LiveDocument.outstandingParse`
   * @returns what `LiveDocument.adopt` takes in
   * @throws RenderError as `renderMarkdown` does
   */
  runDetachedParse(request: string): string;
}

/** The language of a document that changes, and how it is parsed. */
export interface OpenOptions extends RenderOptions {
  /**
   * The most text that is parsed in one go, in UTF-16 code units; by default there is no limit. Nearly all
   * blocks are far shorter; where one is not, a patch is left incomplete, and `outstandingParse` has the
   * request for it.
   */
  readonly longestParse?: number | undefined;

  /**
   * Text that is in each short URL that stands for a longer one, and nowhere else; none by default. Behind it are the
   * difference of their lengths, in UTF-16 code units, as decimal digits, and another character. The longer one counts
   * where the length of the text does. The HTML has the short ones.
   */
  readonly standInMark?: string | undefined;
}

/**
 * A Markdown text that changes, and its HTML, which follows: after a change only the top-level blocks
 * are parsed that the change touches or reaches.
 *
 * After any throw but a RangeError out of `edit`, close the document and open the whole text again. Where the engine
 * has trapped, all documents that were open throw, and those opened from then on have another instance of it.
 *
 * @example
 * ```js
 * const live = markdown.openDocument('# Title\n\nHello');
 * live.advance(); // a patch that adds two blocks
 * live.edit([{ from: 14, to: 14, insert: ', *world*' }]); // a patch that replaces the second one
 * live.html(); // the same as renderMarkdown of the text as it is now
 * ```
 */
export interface LiveDocument {
  /**
   * Changes the text, in one call into the engine.
   *
   * @param changes in the order of the text, none overlapping another; their offsets are those of the
   *   text before any of them, as in a CodeMirror change set
   * @param budget about how much of the text may be parsed, in UTF-16 code units, before a patch is
   *   returned that is not complete. Blocks are parsed as a whole, so a longer one takes more. Without
   *   it everything is parsed that has to be.
   * @returns what has changed since the patch before; the first one starts from no blocks
   * @throws RangeError when a change is outside the text, out of order, or overlaps the one before.
   *   Its message names the offsets; nothing is changed.
   * @throws RenderError as `renderMarkdown` does
   */
  edit(changes: readonly Change[], budget?: number): Patch;

  /**
   * Parses more of what an incomplete patch left for later.
   *
   * @param budget see `edit`
   * @param block the index of the block to continue from, because it is in view; the blocks before it
   *   follow once nothing after it is left to parse
   */
  advance(budget?: number, block?: number): Patch;

  /**
   * Returns the request that `Markdown.runDetachedParse` has to serve before this document can go on;
   * undefined where `advance` can. A change of the text makes it void.
   */
  outstandingParse(): string | undefined;

  /**
   * Takes in what `Markdown.runDetachedParse` answered to the `outstandingParse`.
   *
   * @throws Error when nothing is outstanding, or the answer is to something else
   */
  adopt(answer: string): Patch;

  /** The HTML of the whole text: exactly what `renderMarkdown` gives, and not sanitized either. */
  html(): string;

  /** Returns the properties that its front matter gives, with the extension `front-matter`. */
  properties(): DocumentProperties;

  /** Frees the document, and never throws. It must not be used any more. */
  close(): void;
}

/** Properties that the front matter of a document gives to a page with it: data that its author has chosen. */
export interface DocumentProperties {
  /** On one line; empty if there is none. */
  readonly title: string;
  /** The property `lang`, if it has the form of a tag of BCP 47; else empty. */
  readonly language: string;
  /** The property `dir`; empty if there is none. */
  readonly direction: '' | 'ltr' | 'rtl' | 'auto';
}

/** A stretch of a text, in UTF-16 code units from its beginning, and what takes its place. */
export interface Change {
  readonly from: number;
  /** Not less than `from`; equal where nothing is taken out. */
  readonly to: number;
  readonly insert: string;
}

/**
 * The difference between the blocks of a document and the result of the previous patch. Applied one after
 * the other, in their order, the splices bring a list of blocks up to date.
 */
export interface Patch {
  readonly splices: readonly Splice[];
  /** If false, `advance` has more to parse, and until then some blocks show an older text. */
  readonly complete: boolean;
}

export interface Splice {
  /** The index in the list of blocks at which it changes. */
  readonly index: number;
  /** The number of blocks that are removed. */
  readonly removed: number;
  /** The blocks that come in their place. */
  readonly added: readonly Block[];
}

/** A top-level block of a document. */
export interface Block {
  /** Ends with a line feed, or is empty where the block renders nothing. Not sanitized. */
  readonly html: string;
  /** The number of lines from its first to its last that is not blank. */
  readonly lines: number;
  /** The number of blank lines between its last line and the next block or the end of the text. */
  readonly blankLines: number;
}

/** Thrown where a document cannot be rendered. Its message is in English. */
export class RenderError extends Error {
  override readonly name = 'RenderError';

  /** The cause: nesting too deep for the stack, or a defect of the engine. */
  readonly reason: 'depth' | 'defect';

  constructor(reason: RenderError['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Thrown where WebAssembly lacks what our modules need. Its message names the browsers that have it. */
export class UnsupportedBrowserError extends Error {
  override readonly name = 'UnsupportedBrowserError';

  constructor(options?: ErrorOptions) {
    super(
      'This browser lacks WebAssembly GC, which Twinmark needs: ' +
        'Chrome or Edge 137, Firefox 131, Safari 18.4, or newer.',
      options,
    );
  }
}

/**
 * Thrown where the page's Content-Security-Policy refuses what the engine or the editor needs. Its message
 * names the directive, in English.
 */
export class ContentSecurityPolicyError extends Error {
  override readonly name = 'ContentSecurityPolicyError';

  /** Such as `connect-src`. */
  readonly directive: string;
  /** The source expression that the directive has to allow, as it is written in a policy. */
  readonly source: string;

  constructor(directive: string, source: string, options?: ErrorOptions) {
    super(
      "The page's Content-Security-Policy forbids what Twinmark needs: " +
        `its directive ${directive} has to allow ${source}.`,
      options,
    );
    this.directive = directive;
    this.source = source;
  }
}
