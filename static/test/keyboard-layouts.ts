/** A key: what it types alone, with Shift and with AltGr; empty where it types nothing. */
type Key = readonly [code: string, plain: string, shift: string, altGr: string];

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Returns the keys of a row, one character of each text for each code; a space is no character. */
function row(codes: readonly string[], plain: string, shift: string, altGr = ''): Key[] {
  const at = (text: string, index: number): string => (Array.from(text)[index] ?? ' ').trim();
  return codes.map((code, index) => [code, at(plain, index), at(shift, index), at(altGr, index)]);
}

const DIGITS = Array.from('1234567890', (digit) => `Digit${digit}`);
const KEYS = Array.from(LETTERS, (letter) => `Key${letter.toUpperCase()}`);
const SIGNS = ['Comma', 'Period', 'Slash', 'Semicolon', 'Quote', 'BracketLeft', 'BracketRight'];
const MORE = ['Backslash', 'Minus', 'Equal', 'Backquote', 'IntlBackslash'];

const upper = (text: string): string => text.toUpperCase();

/** The layouts of PC keyboards, by their names in Windows. */
export const LAYOUTS: Readonly<Record<string, readonly Key[]>> = {
  US: [
    ...row(DIGITS, '1234567890', '!@#$%^&*()'),
    ...row(KEYS, LETTERS, upper(LETTERS)),
    ...row([...SIGNS, ...MORE], ",./;'[]\\-=`", '<>?:"{}|_+~'),
  ],
  German: [
    ...row(DIGITS, '1234567890', '!"§$%&/()=', ' ²³   {[]}'),
    ...row(KEYS, 'abcdefghijklmnopqrstuvwxzy', 'ABCDEFGHIJKLMNOPQRSTUVWXZY', '    €       µ   @'),
    ...row([...SIGNS, ...MORE], ',.-öäü+#ß´^<', ";:_ÖÄÜ*'?`°>", '      ~ \\  |'),
  ],
  French: [
    ...row(DIGITS, '&é"\'(-è_çà', '1234567890', ' ~#{[|`\\^@'),
    ...row(KEYS, 'qbcdefghijkl,noparstuvzxyw', 'QBCDEFGHIJKL?NOPARSTUVZXYW', '    €'),
    ...row([...SIGNS, ...MORE], ';:!mù^$*)=²<', './§M%¨£µ°+ >', '      ¤ ]}'),
  ],
  Swedish: [
    ...row(DIGITS, '1234567890', '!"#¤%&/()=', ' @£$€ {[]}'),
    ...row(KEYS, LETTERS, upper(LETTERS), '    €       µ'),
    ...row([...SIGNS, ...MORE], ",.-öäå¨'+´§<", ';:_ÖÄÅ^*?`½>', '      ~ \\  |'),
  ],
  Spanish: [
    ...row(DIGITS, '1234567890', '!"·$%&/()=', '|@#~€¬'),
    ...row(KEYS, LETTERS, upper(LETTERS), '    €'),
    ...row([...SIGNS, ...MORE], ",.-ñ´`+ç'¡º<", ';:_Ñ¨^*Ç?¿ª>', '    {[]}  \\'),
  ],
  Japanese: [
    ...row(DIGITS, '1234567890', '!"#$%&\'()'),
    ...row(KEYS, LETTERS, upper(LETTERS)),
    ...row([...SIGNS, ...MORE], ',./;:@[]-^', '<>?+*`{}=~'),
  ],
  Dvorak: [
    ...row(DIGITS, '1234567890', '!@#$%^&*()'),
    ...row(KEYS, "axje.uidchtnmbrl'poygk,qf;", 'AXJE>UIDCHTNMBRL"POYGK<QF:'),
    ...row([...SIGNS, ...MORE], 'wvzs-/=\\[]`', 'WVZS_?+|{}~'),
  ],
  Polish: [
    ...row(DIGITS, '1234567890', '!@#$%^&*()'),
    ...row(KEYS, LETTERS, upper(LETTERS), 'ą ć ę      ł ńó   ś €    źż'),
    ...row([...SIGNS, ...MORE], ",./;'[]\\-=`", '<>?:"{}|_+~'),
  ],
  Russian: [
    ...row(DIGITS, '1234567890', '!"№;%:?*()'),
    ...row(KEYS, 'фисвуапршолдьтщзйкыегмцчня', 'ФИСВУАПРШОЛДЬТЩЗЙКЫЕГМЦЧНЯ'),
    ...row([...SIGNS, ...MORE], 'бю.жэхъ\\-=ё', 'БЮ,ЖЭХЪ/_+Ё'),
  ],
};
