import { tags } from '@lezer/highlight';
import { InlineContext, type MarkdownConfig } from '@lezer/markdown';
import { matchLength } from '../util/match-length.js';
import { isInInlineFootnote } from './inline-footnotes.js';

const W = 119;
const COLON = 58;
const AT = 64;

const WWW = /www\./y;
const SCHEME = /(?<![a-z])(?:https?|ftp)$/i;
const EMAIL_SCHEME = /(?<![a-z])(?:mailto|(xmpp)):$/i;

/** The longest scheme, and a letter before it that would make it another word. */
const SCHEME_UNITS = 'mailto:'.length + 1;

/** GFM, 6.9: alphanumeric characters, underscores, hyphens and periods; cmark-gfm takes those beyond ASCII. */
const HOST = /(?:[\w.-]|(?![\p{P}\p{S}\s])[^\0-\x7f])+/uy;
const HOST_CHARACTER = /(?:[a-z\d]|(?![\p{P}\p{S}\s])[^\0-\x7f])/iuy;

const REST = /[^\s<]*/y;
const TRAILING_PUNCTUATION = '?!.,:*_~\'"';
const LETTER = /[a-z]/i;

const LOCAL_PART = /(?<![\w.+-])[\w.+-]*$/;
const DOMAIN = /(?:[a-z\d_-]|\.(?=[a-z\d]))+/iy;
const XMPP_DOMAIN = /(?:[a-z\d_/-]|\.(?=[a-z\d]))+/iy;

/** Underscores that emphasis may begin and end with. */
const OPENING = /(?<![\p{L}\p{N}_])_+(?=\S)/gu;
const CLOSING = /(?:(?<=[^\s_])|(?<=(?<!\S)_))_+(?![\p{L}\p{N}_])/gu;

/** The text before an `@` in which an address may begin, in UTF-16 code units. */
const MAX_LOCAL_PART_UNITS = 256;

/** The text before an `@` in which emphasis may have begun, in UTF-16 code units. */
const MAX_EMPHASIS_UNITS = 1024;

/**
 * The most addresses found in a paragraph: for each, the parser goes through all that it has found before, which for
 * this number takes some 10 ms.
 */
const MAX_ADDRESSES = 2000;

/** The number of addresses found in a paragraph. */
const found = new WeakMap<InlineContext, number>();

/** The end of the last address of e-mail, which the scheme before another one can be in. */
const emailEnds = new WeakMap<InlineContext, number>();

/**
 * Links of bare addresses as the engine has them: of hosts that begin with `www.`, URLs, and e-mail.
 *
 * @see https://github.github.com/gfm/#autolinks-extension-
 */
export const bareAddresses: MarkdownConfig = {
  defineNodes: [{ name: 'BareAddress', style: tags.link }],
  parseInline: [{ name: 'BareAddress', parse: parseAddress, after: 'Entity' }],
};

function parseAddress(context: InlineContext, next: number, position: number): number {
  if (next !== AT && next !== W && next !== COLON) {
    return -1;
  }
  const count = found.get(context) ?? 0;
  if (count === MAX_ADDRESSES) {
    return -1;
  }
  const end = next === AT ? parseEmail(context, position) : parseUrl(context, next, position);
  if (end >= 0) {
    found.set(context, count + 1);
  }
  return end;
}

function parseUrl(context: InlineContext, next: number, position: number): number {
  const { text, offset } = context;
  const at = position - offset;
  const from = next === W ? startOfHost(text, at) : startOfUrl(text, at);
  if (from < 0 || isInBrackets(context)) {
    return -1;
  }
  const host = next === W ? at : at + '://'.length;
  const to = endOfAddress(text, host);
  return to < 0 ? -1 : context.addElement(context.elt('BareAddress', from + offset, to + offset));
}

/** Returns whether a bracket is open that may still make a link or a footnote of what follows. */
function isInBrackets(context: InlineContext): boolean {
  return (
    [InlineContext.linkStart, InlineContext.imageStart].some(
      (type) => context.findOpeningDelimiter(type) !== null,
    ) || isInInlineFootnote(context)
  );
}

/** Returns the place itself if a host with `www.` begins there, or -1. */
function startOfHost(text: string, at: number): number {
  const isBehind = at === 0 || /[\s*_~(]/.test(text.charAt(at - 1));
  return isBehind && matchLength(WWW, text, at) > 0 && matchLength(HOST_CHARACTER, text, at + 4) > 0
    ? at
    : -1;
}

/** Returns the start of the scheme before a colon, if a URL follows from it, or -1. */
function startOfUrl(text: string, colon: number): number {
  const scheme = SCHEME.exec(text.slice(Math.max(0, colon - SCHEME_UNITS), colon))?.[0] ?? '';
  return scheme !== '' &&
    text.startsWith('://', colon) &&
    matchLength(HOST_CHARACTER, text, colon + '://'.length) > 0
    ? colon - scheme.length
    : -1;
}

/** Returns the end of an address whose host begins at a place, or -1. */
function endOfAddress(text: string, start: number): number {
  const host = text.slice(start, start + matchLength(HOST, text, start));
  // "There may be no underscores in the last two segments of the domain."
  if (host.split('.').slice(-2).join().includes('_')) {
    return -1;
  }
  let end = start + host.length + matchLength(REST, text, start + host.length);
  const address = text.slice(start, end);
  let closing = (address.match(/\)/g)?.length ?? 0) - (address.match(/\(/g)?.length ?? 0);
  for (; end > start; end--) {
    const last = text.charAt(end - 1);
    if (last === ';') {
      const entity = startOfEntity(text, end - 1);
      end = entity < start ? end : entity + 1;
    } else if (last === ')' && closing > 0) {
      closing--;
    } else if (!TRAILING_PUNCTUATION.includes(last)) {
      return end;
    }
  }
  return -1;
}

/** Returns the place of the ampersand of an entity that ends with a semicolon, or -1. */
function startOfEntity(text: string, semicolon: number): number {
  let at = semicolon;
  while (LETTER.test(text.charAt(at - 1))) {
    at--;
  }
  return at < semicolon && text.charAt(at - 1) === '&' ? at - 1 : -1;
}

function parseEmail(context: InlineContext, position: number): number {
  const { text, offset } = context;
  const at = position - offset;
  const start = Math.max(0, at - MAX_LOCAL_PART_UNITS);
  const local = LOCAL_PART.exec(text.slice(start, at))?.[0] ?? '';
  const isEscaped = text.charAt(at - local.length - 1) === '\\' && /^\W|^_/.test(local);
  // Marks of emphasis and an escaped character are nodes of their own.
  const name = (isEscaped ? local.slice(1) : local).replace(/^(?:_|\+\+)+/, '');
  const from = at - name.length;
  const scheme = EMAIL_SCHEME.exec(text.slice(Math.max(0, from - SCHEME_UNITS), from));
  const begin = from - (scheme?.[0].length ?? 0);
  const pattern = scheme?.[1] === undefined ? DOMAIN : XMPP_DOMAIN;
  const end = at + 1 + matchLength(pattern, text, at + 1);
  // A URL that follows has its scheme.
  const isUrl =
    startOfUrl(text, end) > 0 &&
    endOfAddress(text, end + '://'.length) > 0 &&
    !isInBrackets(context);
  const written = text.slice(at + 1, end);
  const own = isUrl ? written.replace(SCHEME, '').replace(/\.$/, '') : written;
  const domain =
    own.endsWith('_') && isInEmphasis(text.slice(Math.max(0, at - MAX_EMPHASIS_UNITS), at))
      ? own.replace(/(?<!_)_+$/, '')
      : own;
  const to = at + 1 + domain.length;
  if (
    name === '' ||
    name.endsWith('_') ||
    !domain.includes('.') ||
    text.charAt(to) === '@' ||
    !/[a-z]$/i.test(domain)
  ) {
    return -1;
  }
  if (begin < (emailEnds.get(context) ?? 0)) {
    return -1;
  }
  emailEnds.set(context, to);
  return context.addElement(context.elt('BareAddress', begin + offset, to + offset));
}

/** Returns whether underscores behind a text can end emphasis. */
function isInEmphasis(before: string): boolean {
  return count(OPENING, before) > count(CLOSING, before);
}

function count(marks: RegExp, text: string): number {
  return text.match(marks)?.join('').length ?? 0;
}
