import { asciiLowerCase } from './ascii.js';

/** The code units that may be added to each one of the HTML. */
const MAX_ADDED_PER_UNIT = 8;

/** The code units that may be added to short HTML. */
const MIN_ADDED = 4096;

/** The weight of an element without its tag. */
const ELEMENT_UNITS = 8;

/**
 * The most copies of each element that closing formatting around a block makes: 8 of the adoption agency,
 * and one that is opened again.
 */
const MAX_COPIES = 9;

/** The depth at which browsers nest no further. */
const MAX_OPEN = 512;

/** The equal formatting elements that a parser keeps at most: the "Noah's Ark clause". */
const MAX_EQUAL = 3;

const FORMATTING = /^(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)$/;

/** The formatting of which a start tag closes the one before. */
const SINGLE = /^(?:a|nobr)$/;

const VOID = /^(?:br|hr|img|input|wbr)$/;

/** The elements that end with their parent. */
const IMPLIED = /^(?:p|li|dd|dt)$/;

/**
 * The elements whose end tag closes formatting and implied elements in them for certain, and that never keep
 * formatting around them from being closed.
 */
const BLOCKS = /^(?:p|li|dd|dt|ul|ol|dl|div|blockquote|details)$/;

const NAME = /^\/?[a-z][^\t\n\f\r />]*/i;

/**
 * One attribute, as the HTML standard's tokenizer has it, but for `<` outside of quotation marks. One of
 * these that has no counterpart is captured.
 */
const ATTRIBUTE =
  /[^<>][^\t\n\f\r />=<]*(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"[^"]*"|'[^']*'|(["'])|[^\t\n\f\r <>]*))?/y;
const SEPARATOR = /[\t\n\f\r /]*/y;

/** A comment, or what is taken for one, that does not end before the next `<`. */
const LONG_ASIDE = /^(?!(?:!--[^>]*(?<=--)|!(?!--|\[)[^>]*|[?/][^>]*)>)[!?/]/;

/** An element that is open, with its tag as the key if it is formatting. */
interface Open {
  readonly name: string;
  readonly key?: string;
}

/**
 * Bounds from above the HTML that a parser adds by opening formatting elements again. Where `<b>` is not
 * closed before its paragraph ends, the HTML standard has it opened again in each one that follows, with
 * all its attributes: 6 KB become a tree of 200,000 elements, on which Chromium is busy for minutes. The
 * server's sanitizer does the same (RepeatedFormatting.java).
 *
 * The HTML is not parsed. Each `<` is taken for the start of a tag, within comments and values, too, and an
 * end tag closes its formatting only where that is certain; otherwise the formatting counts up to the end.
 *
 * https://html.spec.whatwg.org/multipage/parsing.html#reconstruct-the-active-formatting-elements
 */
export class RepeatedFormatting {
  /**
   * The open elements from the first one of formatting on. Formatting that is taken from it without being
   * forgotten counts up to the end.
   */
  #stack: Open[] = [];

  /** Formatting that is opened again, with its number and the length of the longest. */
  readonly #repeated = new Map<string, { count: number; units: number }>();

  /** The code units that opening all formatting again adds. */
  #unitsAtOnce = 0;

  /** True once the end of a formatting element's tag is not known. */
  #isEndless = false;

  #length = 0;

  readonly #lengthOf: (html: string) => number;

  /** @param lengthOf returns the code units of HTML, where it stands for longer HTML */
  constructor(lengthOf = (html: string) => html.length) {
    this.#lengthOf = lengthOf;
  }

  /** The code units that parsing adds to what was read, at most. */
  added = 0;

  /** Returns whether no formatting of what was read is opened again in what follows. */
  get isNone(): boolean {
    return this.#unitsAtOnce === 0;
  }

  /** Returns whether more is added than the length of what was read allows. */
  get isExcessive(): boolean {
    return this.added > MIN_ADDED + MAX_ADDED_PER_UNIT * this.#length;
  }

  /** Reads HTML that follows what was read before. */
  read(html: string): void {
    const length = this.#lengthOf(html);
    this.#length += length;
    this.#unitsAtOnce += this.#isEndless ? length : 0;
    for (let start = html.indexOf('<') + 1; start > 0;) {
      const next = html.indexOf('<', start);
      this.#readTag(html, start, next < 0 ? html.length : next);
      start = next + 1;
    }
  }

  /** Reads what begins behind a `<`; the next one is at `next`. */
  #readTag(html: string, start: number, next: number): void {
    const text = html.slice(start, next);
    const [tag = ''] = NAME.exec(text) ?? [];
    const name = asciiLowerCase(tag);
    if (this.isNone && !FORMATTING.test(name)) {
      return;
    }
    if (name === '') {
      if (LONG_ASIDE.test(text)) {
        this.#stack = [];
      }
      return;
    }
    const end = tagEnd(html, start + name.length);
    if (FORMATTING.test(name)) {
      if (end < 0) {
        this.#isEndless = true;
        this.#unitsAtOnce += this.#lengthOf(html.slice(start));
      } else {
        this.#open(name, html.slice(start, end));
      }
    } else if (name.startsWith('/') && FORMATTING.test(name.slice(1))) {
      this.#closeFormatting(name.slice(1), end >= 0);
    } else {
      this.added += this.#unitsAtOnce;
      if (name.startsWith('/')) {
        this.#close(name.slice(1));
      } else if (this.#stack.length > 0 && !VOID.test(name)) {
        this.#stack.push({ name });
      }
    }
    // An end tag in a value closes nothing, and elements that deep need not be closed.
    if (end < 0 || end > next || this.#stack.length > MAX_OPEN) {
      this.#stack = [];
    }
  }

  #open(name: string, tag: string): void {
    const isSingle = SINGLE.test(name);
    const key = isSingle ? name : tag;
    if (isSingle && this.#repeated.has(key)) {
      const at = this.#lastOf(name);
      this.#addCopies(at);
      if (at >= 0 && this.#allAre(BLOCKS, at + 1)) {
        this.#stack.splice(at, 1);
        this.#count(key, -1, 0);
      }
    }
    this.#count(key, 1, ELEMENT_UNITS + this.#lengthOf(tag));
    this.#stack.push({ name, key });
  }

  #closeFormatting(name: string, isCertain: boolean): void {
    const at = this.#lastOf(name);
    this.#addCopies(at);
    const [closed] = at < 0 ? [] : this.#stack.splice(at, 1);
    if (closed?.key !== undefined && isCertain && this.#allAre(BLOCKS, at)) {
      this.#count(closed.key, -1, 0);
      if (this.#repeated.size === 0) {
        this.#stack = [];
      }
    }
  }

  #close(name: string): void {
    const at = this.#lastOf(name);
    if (at >= 0) {
      this.#stack =
        at === this.#stack.length - 1 || (BLOCKS.test(name) && this.#allAre(IMPLIED, at + 1))
          ? this.#stack.filter((open, index) => index < at || open.key !== undefined)
          : [];
    }
  }

  #lastOf(name: string): number {
    let at = this.#stack.length - 1;
    while (at >= 0 && this.#stack[at]?.name !== name) {
      at--;
    }
    return at;
  }

  /** Returns whether what is open from an index on is formatting or one of some elements. */
  #allAre(names: RegExp, from: number): boolean {
    return this.#stack.slice(from).every(({ name, key }) => key !== undefined || names.test(name));
  }

  /** Adds what is copied when formatting is closed; its index is -1 if it is not in the stack. */
  #addCopies(at: number): void {
    const within = this.#stack.slice(at + 1);
    if (at < 0 || within.some(({ key }) => key === undefined)) {
      this.added += MAX_COPIES * this.#unitsAtOnce;
    } else if (within.length > 0) {
      this.added += this.#unitsAtOnce;
    }
  }

  #count(key: string, more: 1 | -1, units: number): void {
    const formatting = this.#repeated.get(key) ?? { count: 0, units: 0 };
    const most = SINGLE.test(key) ? 1 : MAX_EQUAL;
    this.#unitsAtOnce -= Math.min(formatting.count, most) * formatting.units;
    formatting.count += more;
    formatting.units = Math.max(formatting.units, units);
    this.#unitsAtOnce += Math.min(formatting.count, most) * formatting.units;
    if (formatting.count > 0) {
      this.#repeated.set(key, formatting);
    } else {
      this.#repeated.delete(key);
    }
  }
}

/** Returns whether parsing HTML would open formatting again too often. */
export function repeatsFormatting(html: string): boolean {
  const formatting = new RepeatedFormatting();
  formatting.read(html);
  return formatting.isExcessive;
}

/** Returns the index of the `>` that ends a tag; -1 if there is none before a `<` that is not in a value. */
function tagEnd(html: string, nameEnd: number): number {
  for (let at = nameEnd; ;) {
    SEPARATOR.lastIndex = at;
    SEPARATOR.test(html);
    at = SEPARATOR.lastIndex;
    if (html[at] === '>') {
      return at;
    }
    ATTRIBUTE.lastIndex = at;
    const attribute = ATTRIBUTE.exec(html);
    if (attribute === null || attribute[1] !== undefined) {
      return -1;
    }
    at = ATTRIBUTE.lastIndex;
  }
}
