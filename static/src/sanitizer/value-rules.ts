import { asciiLowerCase } from './ascii.js';

/**
 * Returns the value that an attribute may have: its own, or one with the prefix for names; undefined
 * when the attribute must go. The server has the same rules (ValueRule.java), and one file of cases
 * tests both (test/fixtures/attribute-values.json).
 */
export type ValueRule = (value: string) => string | undefined;

/** The members of the allow-list's `values`. */
export type ValueKind =
  | { readonly type: 'text' | 'name' }
  | { readonly type: 'integer'; readonly min: number; readonly max: number }
  | {
      readonly type: 'word';
      readonly prefix: string;
      /** The maximum length of the part after the prefix, in UTF-16 code units. */
      readonly maxLength: number;
      readonly without: readonly string[];
      /** The values that are allowed besides, compared without the case of ASCII letters. */
      readonly orOneOf: readonly string[];
    }
  | {
      readonly type: 'url';
      readonly schemes: readonly string[];
      /** MIME types of the `data:` URLs that are allowed. */
      readonly base64Types?: readonly string[];
      /** True if `#x` names an element of the document, which has a prefixed name. */
      readonly fragmentIsName?: boolean;
    };

/** The parts of the allow-list that several kinds share. */
export interface Shared {
  readonly namePrefix: string;
  /** Inclusive ranges of UTF-16 code units in hexadecimal, such as `0000-0020`. */
  readonly blankCharacters: readonly string[];
}

/** Nine digits: the longest that every reader of numbers in HTML takes, and CommonMark's own limit. */
const INTEGER = /^-?[0-9]{1,9}$/;

// https://url.spec.whatwg.org/#scheme-state
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*(?=:)/;

const BASE64 = /^[A-Za-z0-9+/=]*$/;

export function wordRule(words: readonly string[]): ValueRule {
  return (value) => (words.includes(asciiLowerCase(value)) ? value : undefined);
}

export function valueRule(kind: ValueKind, shared: Shared): ValueRule {
  const blank = new RegExp(
    `[${shared.blankCharacters.map((range) => range.replace(/\w+/g, '\\u$&')).join('')}]`,
    'g',
  );
  switch (kind.type) {
    case 'text':
      return (value) => value;
    case 'name':
      return (value) => (value === '' ? undefined : prefixed(value, shared.namePrefix));
    case 'integer':
      return (value) =>
        INTEGER.test(value) && Number(value) >= kind.min && Number(value) <= kind.max
          ? value
          : undefined;
    case 'word': {
      const others = wordRule(kind.orOneOf);
      return (value) => {
        const rest = value.slice(kind.prefix.length);
        const isAllowed =
          asciiLowerCase(value.slice(0, kind.prefix.length)) === kind.prefix &&
          rest !== '' &&
          rest.length <= kind.maxLength &&
          rest.search(blank) < 0 &&
          !kind.without.some((character) => rest.includes(character));
        return isAllowed ? value : others(value);
      };
    }
    case 'url':
      return (value) => {
        if (!allowsURL(value.replace(blank, ''), kind)) {
          return undefined;
        }
        const isName = kind.fragmentIsName === true && value.startsWith('#') && value.length > 1;
        return isName ? `#${prefixed(value.slice(1), shared.namePrefix)}` : value;
      };
  }
}

/** Keeps the document's names apart from the page's, and from the properties that they could shadow. */
export function prefixed(name: string, prefix: string): string {
  return name.startsWith(prefix) ? name : prefix + name;
}

function allowsURL(url: string, kind: ValueKind & { readonly type: 'url' }): boolean {
  const [scheme] = SCHEME.exec(url) ?? [];
  if (scheme === undefined || kind.schemes.includes(asciiLowerCase(scheme))) {
    return true;
  }
  return (
    asciiLowerCase(scheme) === 'data' &&
    (kind.base64Types ?? []).some((type) => {
      const beginning = `data:${type};base64,`;
      return (
        asciiLowerCase(url.slice(0, beginning.length)) === beginning &&
        BASE64.test(url.slice(beginning.length))
      );
    })
  );
}
