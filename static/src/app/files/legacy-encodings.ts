/**
 * Encodings of text files before UTF-8, as `TextDecoder` names them, and the script that each is mostly used
 * for (ISO 15924).
 */
export const LEGACY_ENCODINGS = {
  'windows-1252': 'Latn',
  'windows-1250': 'Latn',
  'windows-1254': 'Latn',
  'windows-1257': 'Latn',
  'windows-1251': 'Cyrl',
  'koi8-r': 'Cyrl',
  ibm866: 'Cyrl',
  'windows-1253': 'Grek',
  'windows-1255': 'Hebr',
  'windows-1256': 'Arab',
  gb18030: 'Hans',
  big5: 'Hant',
  shift_jis: 'Jpan',
  'euc-jp': 'Jpan',
  'euc-kr': 'Kore',
} as const;

export type LegacyEncoding = keyof typeof LEGACY_ENCODINGS;

/** Words with capital letters where they belong: encodings of Cyrillic differ in the case of their letters. */
const CYRILLIC = /(?<!\p{L})[А-Яа-яЁёІЇЄіїєґ][а-яёіїєґ]{2,}(?!\p{L})/u;

/** Encodings in the order in which they are tried; those of one byte take any text, so they come last. */
const GUESSES: readonly (readonly [LegacyEncoding, RegExp])[] = [
  ['euc-jp', /\p{Script=Hiragana}{2}/u],
  ['shift_jis', /\p{Script=Hiragana}{2}/u],
  ['euc-kr', /[이다는은을를에의가도고지하기리로어한아서니요세녕습까]/u],
  [
    'gb18030',
    /[的是不了在有人我这中大来上国个到说们为子和你地出道也时年就那要下以生会自着去之过家学对可]/u,
  ],
  [
    'big5',
    /[的是不了在有人我這中大來上國個到說們為子和你地出道也時年就那要下以生會自著去之過家學對可]/u,
  ],
  ['windows-1251', CYRILLIC],
  ['koi8-r', CYRILLIC],
  ['ibm866', CYRILLIC],
  ['windows-1253', /[α-ωά-ώ]{3}/],
  ['windows-1255', /[א-ת]{3}/],
  ['windows-1256', /[\u0621-\u064a]{3}/],
];

/** Decodes bytes, with U+FFFD for those that an encoding lacks. */
export function decodeLegacy(bytes: Uint8Array, encoding: LegacyEncoding): string {
  return new TextDecoder(encoding).decode(bytes);
}

/** Returns an encoding in which a text reads like one, to be confirmed by the user. */
export function guessEncoding(bytes: Uint8Array): LegacyEncoding {
  const scored = GUESSES.map(([encoding, pattern]) => {
    const text = decodeLegacy(bytes, encoding);
    const matches = text.match(new RegExp(pattern, `${pattern.flags}g`)) ?? [];
    const bad = text.match(/[\ufffd\p{Co}\p{Cc}]/gu) ?? [];
    // A common character of Chinese or Korean stands among rarer ones.
    const letters = matches.reduce((sum, { length }) => sum + Math.max(length, 3), 0);
    return { encoding, score: letters - 10 * bad.filter((each) => !/\s/.test(each)).length };
  });
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best !== undefined && best.score > 0 ? best.encoding : 'windows-1252';
}

/**
 * Returns whether a text that was decoded as Windows-1252 reads like one of western Europe, where letters and
 * signs beyond ASCII stand alone or in pairs among others.
 */
export function isWestern(text: string): boolean {
  const foreign = text.match(/[^\0-\x7f\s]/g)?.length ?? 0;
  const known = text.match(/[À-ÿŒœŠšŸŽž‘’“”„‚…–—€£°§«»·•¿¡ªº©®™]/g)?.length ?? 0;
  return foreign - known <= foreign / 5 && !/[^\0-\x7f\s]{3}/.test(text);
}
