/** A `data:` URL in a text, in UTF-16 code units. */
export interface DataAddress {
  readonly from: number;
  readonly to: number;
  /** True if no character in it has a meaning in Markdown. */
  readonly isPlain: boolean;
}

/** The longest `data:` URL that is shown and counted as text, in UTF-16 code units: some two lines of it. */
export const MAX_SHOWN_UNITS = 200;

/** Matches a scheme in parentheses, angle brackets, quotes or code, behind a label, or apart. */
const SCHEME = /(?<![^\s(<:"'`])data:/gi;

const SCHEME_UNITS = 'data:'.length;

/** The text before a place in which a `data:` URL can begin that is not longer than what is shown. */
export const REACH_UNITS = MAX_SHOWN_UNITS + 1;

/** Matches a character that is neither in Base64 nor in most other URLs. */
const SPECIAL = /[^\w+/=:;,.%!?@-]/g;

const CLOSING: Readonly<Record<string, string>> = { '<': '>', '"': '"', "'": "'", '`': '`' };

/**
 * Returns the first `data:` URL that is longer than what is shown.
 *
 * @param from the place from which on it may begin
 * @param last the last place at which it may begin
 */
export function nextDataAddress(
  text: string,
  from: number,
  last = text.length,
): DataAddress | undefined {
  const scheme = new RegExp(SCHEME);
  scheme.lastIndex = from;
  const searched = text.slice(0, last + SCHEME_UNITS);
  for (let match = scheme.exec(searched); match !== null; match = scheme.exec(searched)) {
    const address = addressAt(text, match.index);
    if (address.to - address.from > MAX_SHOWN_UNITS) {
      return address;
    }
  }
  return undefined;
}

/**
 * Replaces `data:` URLs that are longer than what is shown, which have no words in them.
 *
 * @param replacement by default, a URL: the document keeps its structure
 */
export function withoutDataAddresses(text: string, replacement = 'data:'): string {
  let shown = '';
  let end = 0;
  for (
    let address = nextDataAddress(text, 0);
    address !== undefined;
    address = nextDataAddress(text, end)
  ) {
    shown += text.slice(end, address.from) + replacement;
    end = address.to;
  }
  return shown + text.slice(end);
}

/**
 * spec, 6.3: a link destination is in angle brackets, or has no spaces, and parentheses only in pairs or escaped.
 * It ends where another link or autolink begins: then it is text.
 */
function addressAt(text: string, from: number): DataAddress {
  const closing = CLOSING[text.charAt(from - 1)];
  const special = new RegExp(SPECIAL);
  special.lastIndex = from;
  let isPlain = true;
  let depth = 0;
  for (let match = special.exec(text); match !== null; match = special.exec(text)) {
    const { 0: character, index } = match;
    const next = text.charAt(index + 1);
    depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (
      closing === undefined
        ? /[\s<]/.test(character) || depth < 0 || character + next === ']('
        : /[\n<]/.test(character) || character === closing
    ) {
      return { from, to: index, isPlain };
    }
    isPlain = false;
    if (character === '\\' && /[^\w\s]/.test(next)) {
      special.lastIndex++;
    }
  }
  return { from, to: text.length, isPlain };
}
