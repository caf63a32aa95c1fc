import type {
  Change,
  DocumentProperties,
  LiveDocument,
  Markdown,
  OpenOptions,
  Patch,
} from '../engine/api.js';
import { checkChanges } from '../engine/wire.js';
import type { StandIns } from '../sanitizer/stand-ins.js';
import { randomName } from '../util/random-name.js';
import { MIN_LONG_URL_UNITS } from './long-urls.js';

/**
 * The length of what stands for it: more than the 999 characters that a link label may have, so that neither of them
 * is in one.
 */
const STAND_IN_UNITS = 1024;

/** The text that front matter may be in, with a byte order mark before it; see `FrontMatter.java`. */
const FRONT_MATTER_UNITS = 8 * 1024 + 1;
const START_OF_FRONT_MATTER = /^\uFEFF?---/;
const START_UNITS = 4;
const END_OF_FRONT_MATTER = /^(?:---|\.\.\.)[ \t]*$/;

/** Matches the beginning of a URL where a destination may begin. */
const SCHEME = /(?<![^\s(<:"'`])data:image\/[\w.+-]+;base64,/g;
const NOT_BASE64 = /[^A-Za-z0-9+/]/g;
const MAX_PADDING_UNITS = 2;

/** Matches the character behind a URL, or the end. */
const END = /^[\s)<>"'`]?$/;

/** The contexts in the engine's HTML in which it takes a URL as a whole, whatever is in it. */
const CONTEXTS = ['<img src="', '<a href="'];

/** A long URL in the text, in UTF-16 code units, and what stands for it in the engine's text. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly url: string;
  readonly standIn: string;
}

/** A stretch of the text that is given to the engine anew: changes, and the URLs that these touch. */
interface Region {
  readonly from: number;
  to: number;
  readonly changes: Change[];
  /** The number of URLs in it. */
  places: number;
}

/**
 * Opens a text, and keeps long `data:` URLs of pictures from the engine: each is a short one there, with nothing in
 * it that has a meaning in Markdown. A key press beside a picture of megabytes reads the paragraph without it.
 *
 * Only as destinations of links and images both mean the same. Any other that turns up in the HTML is put back into
 * the engine's text: the patch is incomplete until then.
 *
 * @param source gives the whole text, as the changes have left it
 */
export function openShortened(
  markdown: Markdown,
  source: () => string,
  options: OpenOptions,
): ShortenedDocument {
  return new ShortenedDocument(markdown, source, options);
}

class ShortenedDocument
  implements
    StandIns,
    Pick<LiveDocument, 'edit' | 'advance' | 'outstandingParse' | 'adopt' | 'properties' | 'close'>
{
  readonly mark = randomName();
  readonly #document: LiveDocument;
  readonly #source: () => string;
  /** Matches a part of a stand-in that stays what it is in the name of a heading. */
  readonly #pattern = new RegExp(`${this.mark}\\d+x(\\d+)x`, 'g');
  /** Matches the units that a URL has more than its stand-in. */
  readonly #more = new RegExp(`${this.mark}(\\d+)x`, 'g');
  #places: Place[] = [];
  #mayHaveFrontMatter: boolean;
  #length: number;
  #count = 0;
  readonly #urls = new Map<string, string>();
  readonly #standIns = new Map<string, string>();
  readonly #byNumber = new Map<string, string>();
  /** URLs that turned up elsewhere. */
  readonly #refused = new Set<string>();

  constructor(markdown: Markdown, source: () => string, options: OpenOptions) {
    this.#source = source;
    const text = source();
    this.#length = text.length;
    let short = this.#shortened(text, 0, text.length, this.#places);
    this.#mayHaveFrontMatter = START_OF_FRONT_MATTER.test(text);
    if (this.#mayHaveFrontMatter) {
      this.#refuseInFrontMatter(text);
      this.#places = [];
      short = this.#shortened(text, 0, text.length, this.#places);
    }
    this.#document = markdown.openDocument(short, { ...options, standInMark: this.mark });
  }

  edit(changes: readonly Change[], budget?: number): Patch {
    const lengthAfter = checkChanges(changes, this.#length);
    const shortChanges = this.#translated(changes, lengthAfter);
    const patch = this.#document.edit(shortChanges, budget);
    this.#length = lengthAfter;
    return this.#checked(patch);
  }

  advance(budget?: number, block?: number): Patch {
    if (!this.#isRefusing) {
      return this.#checked(this.#document.advance(budget, block));
    }
    const refused = this.#places.filter(({ url }) => this.#refused.has(url));
    const changes = refused.map(({ from, standIn, url }) => {
      const start = this.#shortOffset(from);
      return { from: start, to: start + standIn.length, insert: url };
    });
    this.#places = this.#places.filter((place) => !refused.includes(place));
    return this.#checked(this.#document.edit(changes, budget));
  }

  outstandingParse(): string | undefined {
    return this.#isRefusing ? undefined : this.#document.outstandingParse();
  }

  adopt(answer: string): Patch {
    return this.#checked(this.#document.adopt(answer));
  }

  properties(): DocumentProperties {
    return this.#document.properties();
  }

  close(): void {
    this.#document.close();
  }

  longURL(standIn: string): string | undefined {
    return this.#urls.get(standIn);
  }

  written(html: string): string {
    let long = html;
    if (html.includes(this.mark)) {
      for (const [standIn, url] of this.#urls) {
        long = long.replaceAll(standIn, () => url);
      }
    }
    return long;
  }

  writtenLength(html: string): number {
    let length = html.length;
    if (html.includes(this.mark)) {
      for (const [, more] of html.matchAll(this.#more)) {
        length += Number(more);
      }
    }
    return length;
  }

  /** Returns the changes of the engine's text, and moves the places. */
  #translated(changes: readonly Change[], lengthAfter: number): Change[] {
    const text = () => {
      const now = this.#source();
      if (now.length !== lengthAfter) {
        throw new Error('The text is not what the changes have left.');
      }
      return now;
    };
    const before = this.#places;
    const places: Place[] = [];
    const result: Change[] = [];
    let next = 0;
    let shift = 0;
    const keepUntil = (end: number) => {
      for (let place = before[next]; place !== undefined && place.from < end;) {
        places.push({ ...place, from: place.from + shift, to: place.to + shift });
        place = before[++next];
      }
    };
    for (const region of regionsOf(changes, before)) {
      keepUntil(region.from);
      next += region.places;
      const start = region.from + shift;
      for (const { from, to, insert } of region.changes) {
        shift += insert.length - (to - from);
      }
      const inserted = region.changes.map(({ insert }) => insert).join('');
      const mayHaveURLs = region.places > 0 || inserted.length >= MIN_LONG_URL_UNITS;
      result.push({
        from: this.#shortOffset(region.from),
        to: this.#shortOffset(region.to),
        insert: mayHaveURLs ? this.#shortened(text(), start, region.to + shift, places) : inserted,
      });
    }
    keepUntil(Infinity);
    this.#places = places;
    if (changes.some(({ from }) => from < START_UNITS)) {
      this.#mayHaveFrontMatter = START_OF_FRONT_MATTER.test(text());
    }
    if (this.#mayHaveFrontMatter && changes.some(({ from }) => from <= FRONT_MATTER_UNITS)) {
      this.#refuseInFrontMatter(text());
    }
    return result;
  }

  /** The end of front matter is searched in a part of the text that may have more of it without the URLs. */
  #refuseInFrontMatter(text: string): void {
    const [{ from, url } = { from: Infinity, url: '' }] = this.#places;
    if (from < FRONT_MATTER_UNITS) {
      const [, ...lines] = text.slice(0, from).split(/\r\n?|\n/);
      if (!lines.slice(0, -1).some((line) => END_OF_FRONT_MATTER.test(line))) {
        this.#refused.add(url);
      }
    }
  }

  /**
   * Returns a part of the text with its long URLs replaced.
   *
   * @param places get those of these URLs
   */
  #shortened(text: string, from: number, to: number, places: Place[]): string {
    let short = '';
    let end = from;
    for (const url of longURLs(text, from, to)) {
      const long = text.slice(url.from, url.to);
      if (!this.#refused.has(long)) {
        const standIn = this.#standInOf(long, url.head);
        places.push({ ...url, url: long, standIn });
        short += text.slice(end, url.from) + standIn;
        end = url.to;
      }
    }
    return short + text.slice(end, to);
  }

  #standInOf(url: string, head: string): string {
    const known = this.#standIns.get(url);
    if (known !== undefined) {
      return known;
    }
    const number = String(this.#count++);
    const end = url.slice(url.length - MAX_PADDING_UNITS).replace(/[^=]/g, '');
    const name = `${head}${this.mark}${String(url.length - STAND_IN_UNITS)}x${number}x`;
    const standIn = name.padEnd(STAND_IN_UNITS - end.length, 'A') + end;
    this.#standIns.set(url, standIn);
    this.#urls.set(standIn, url);
    this.#byNumber.set(number, standIn);
    return standIn;
  }

  /** Returns the offset in the engine's text, of one that is within no long URL. */
  #shortOffset(offset: number): number {
    return this.#places.reduce(
      (sum, { from, to, standIn }) => (to <= offset ? sum - (to - from) + standIn.length : sum),
      offset,
    );
  }

  /** Refuses the URLs that are not where the engine takes them as a whole. */
  #checked(patch: Patch): Patch {
    let isFit = true;
    for (const { added } of patch.splices) {
      for (const { html } of added) {
        for (const { 1: number = '', index } of html.matchAll(this.#pattern)) {
          const standIn = this.#byNumber.get(number) ?? '';
          const start = index - standIn.indexOf(this.mark);
          const isWhole =
            html.startsWith(`${standIn}"`, start) &&
            CONTEXTS.some((context) => html.startsWith(context, start - context.length));
          if (!isWhole) {
            isFit = false;
            this.#refused.add(this.#urls.get(standIn) ?? '');
          }
        }
      }
    }
    if (isFit && !this.#isRefusing) {
      this.#forgetUnused(patch);
      return patch;
    }
    const splices = patch.splices.map((splice) => ({
      ...splice,
      added: splice.added.map((block) => ({ ...block, html: this.written(block.html) })),
    }));
    return { splices, complete: patch.complete && !this.#isRefusing };
  }

  /** True if the engine's text still lacks a URL that it should have. */
  get #isRefusing(): boolean {
    return this.#refused.size > 0 && this.#places.some(({ url }) => this.#refused.has(url));
  }

  /** Frees the URLs that the text has no more: a session may insert and delete any number of pictures. */
  #forgetUnused({ complete }: Patch): void {
    if (complete && this.#urls.size > this.#places.length) {
      const used = new Set(this.#places.map(({ standIn }) => standIn));
      for (const [number, standIn] of this.#byNumber) {
        if (!used.has(standIn)) {
          this.#standIns.delete(this.#urls.get(standIn) ?? '');
          this.#urls.delete(standIn);
          this.#byNumber.delete(number);
        }
      }
    }
  }
}

/** Returns the stretches that changes and the URLs they touch cover: what is beside a URL decides whether it is one. */
function regionsOf(changes: readonly Change[], places: readonly Place[]): Region[] {
  const parts = [
    ...changes.map((change) => ({ from: change.from, to: change.to, change })),
    ...places
      .filter(({ from, to }) => changes.some((change) => change.from <= to && change.to >= from))
      .map(({ from, to }) => ({ from, to, change: undefined })),
  ].sort((a, b) => a.from - b.from || a.to - b.to);
  const regions: Region[] = [];
  for (const { from, to, change } of parts) {
    let region = regions.at(-1);
    if (region === undefined || from > region.to) {
      region = { from, to, changes: [], places: 0 };
      regions.push(region);
    }
    region.to = Math.max(region.to, to);
    region.places += change === undefined ? 1 : 0;
    if (change !== undefined) {
      region.changes.push(change);
    }
  }
  return regions;
}

/** Finds the long URLs that are in a part of a text as a whole. */
function* longURLs(
  text: string,
  from: number,
  to: number,
): Generator<{ from: number; to: number; head: string }> {
  const scheme = new RegExp(SCHEME);
  scheme.lastIndex = from;
  const searched = text.slice(0, to);
  for (let match = scheme.exec(searched); match !== null; match = scheme.exec(searched)) {
    const [head] = match;
    const other = new RegExp(NOT_BASE64);
    other.lastIndex = match.index + head.length;
    let end = other.exec(text)?.index ?? text.length;
    for (let i = 0; i < MAX_PADDING_UNITS && text.charAt(end) === '='; i++) {
      end++;
    }
    if (end <= to && end - match.index >= MIN_LONG_URL_UNITS && END.test(text.charAt(end))) {
      yield { from: match.index, to: end, head };
    }
    scheme.lastIndex = Math.max(scheme.lastIndex, end);
  }
}
