import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decodeLegacy,
  guessEncoding,
  isWestern,
  LEGACY_ENCODINGS,
  type LegacyEncoding,
} from '../src/app/files/legacy-encodings.js';
import { EncodingError, FileError, parseTextFile } from '../src/app/files/text-file.js';
import { Random } from './random.js';

/** Texts of the kind that each encoding was made for. */
const TEXTS: Partial<Record<LegacyEncoding, readonly [string, ...string[]]>> = {
  'windows-1251': ['# Привет, мир', 'Это обычный текст', 'список дел', 'Київ і Львів'],
  gb18030: ['# 你好，世界', '这是一个普通的文本', '我们在中国学习'],
  shift_jis: ['# こんにちは', 'これはふつうの文章です', '今日は天気がいいですね'],
  'euc-kr': ['# 안녕하세요', '이것은 보통 글입니다', '우리는 학교에 갑니다'],
  'windows-1253': ['# Καλημέρα κόσμε', 'Αυτό είναι ένα κείμενο'],
  'windows-1252': ['# Grüße aus Köln', 'Ça été déjà là – “très bien”', 'El niño está aquí, ¿no?'],
};

test('texts in encodings before UTF-8 are never read as those of another one in silence', () => {
  const random = Random.fromEnvironment();
  const encodings = Object.keys(TEXTS) as [LegacyEncoding, ...LegacyEncoding[]];
  for (let run = 0; run < 2000; run++) {
    const encoding = random.pick(encodings);
    const lines = TEXTS[encoding] ?? ['a'];
    const text = Array.from({ length: 2 + Math.floor(random.below(4)) }, () =>
      random.pick([
        random.pick(lines),
        random.pick(lines),
        `plain ${random.pick(lines)}`,
        '- x',
        '',
      ]),
    ).join('\n');
    const whole = `${lines[0]}\n${text}`;
    const bytes = encode(whole, encoding);
    if (encoding === 'windows-1252') {
      assert.equal(parseTextFile('a.md', bytes).text, whole);
      continue;
    }
    assert.throws(() => parseTextFile('a.md', bytes), EncodingError, whole);
    const { text: read, form } = parseTextFile('a.md', bytes, encoding);
    assert.equal(read, whole);
    assert.equal(form.encoding, 'utf-8');
  }
});

test('the encoding that is proposed is that of the text', () => {
  for (const [encoding, lines] of Object.entries(TEXTS)) {
    const bytes = encode(lines.join('\n'), encoding as LegacyEncoding);
    assert.equal(guessEncoding(bytes), encoding);
  }
});

test('every encoding that is offered can be decoded', () => {
  for (const encoding of Object.keys(LEGACY_ENCODINGS) as LegacyEncoding[]) {
    assert.equal(decodeLegacy(Uint8Array.of(0x61, 0x0a), encoding), 'a\n');
  }
});

test('what is no text in any encoding is refused', () => {
  assert.throws(
    () => parseTextFile('a.md', Uint8Array.of(0xff, 0x80, 0, 1, 2)),
    (error) => error instanceof FileError && !(error instanceof EncodingError),
  );
  assert.ok(isWestern('naïve café, œuvre'));
  assert.ok(!isWestern('Ïðèâåò'));
});

/** Encodes by looking up what each pair of bytes stands for. */
function encode(text: string, encoding: LegacyEncoding): Uint8Array {
  const table = tableOf(encoding);
  return Uint8Array.from(
    Array.from(text).flatMap((character) =>
      character < '\x80'
        ? [character.charCodeAt(0)]
        : (table.get(character) ?? assert.fail(`${encoding} lacks ${character}`)),
    ),
  );
}

const tables = new Map<LegacyEncoding, Map<string, number[]>>();

function tableOf(encoding: LegacyEncoding): Map<string, number[]> {
  const known = tables.get(encoding);
  if (known !== undefined) {
    return known;
  }
  const table = new Map<string, number[]>();
  for (let first = 0xff; first >= 0x80; first--) {
    for (let second = 0x40; second <= 0xff; second++) {
      const pair = decodeLegacy(Uint8Array.of(first, second), encoding);
      if (Array.from(pair).length === 1) {
        table.set(pair, [first, second]);
      }
    }
    const single = decodeLegacy(Uint8Array.of(first), encoding);
    if (single !== '\ufffd') {
      table.set(single, [first]);
    }
  }
  // Node decodes it as Latin-1.
  if (encoding === 'windows-1252') {
    for (const [i, character] of Array.from('–“”').entries()) {
      table.set(character, [[0x96, 0x93, 0x94][i] ?? 0]);
    }
  }
  tables.set(encoding, table);
  return table;
}
