/**
 * Writes the names of characters that Markdown has: GitHub's shortcodes of emoji, from gemoji, and HTML's entities,
 * to EmojiNames.java and EntityNames.java for the engine; the names of emoji alone to emoji-names.ts, for the
 * escaping of pasted text. With --check, fails if a file differs.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { characterEntities } from 'character-entities';
import { gemoji } from 'gemoji';

/** The parts of emoji that are invisible or frequent; NameTable.java has the same. */
const ABBREVIATIONS = [
  ['\u200D\u2642\uFE0F', 'M'],
  ['\u200D\u2640\uFE0F', 'F'],
  ['\u200D', 'J'],
  ['\uFE0F', 'V'],
];

/**
 * Encodes names for NameTable.java, which describes the format.
 *
 * @param entries pairs of a text and its names
 */
function nameTable(entries) {
  const inOrder = entries
    .map(([text, names]) => ({ codePoints: Array.from(text, (c) => c.codePointAt(0)), names }))
    .sort((a, b) => order(a.codePoints, b.codePoints));
  let last = 0;
  return inOrder.map(({ codePoints: [first, ...others], names }) => {
    const step = first - last;
    last = first;
    const rest = ABBREVIATIONS.reduce(
      (text, [part, letter]) => text.replaceAll(part, letter),
      String.fromCodePoint(...others),
    );
    return `${step === 1 ? '' : step}${rest} ${names.join(' ')}\n`;
  });
}

function order(a, b) {
  const i = a.findIndex((codePoint, at) => codePoint !== b[at]);
  return i < 0 ? a.length - b.length : a[i] - (b[i] ?? 0);
}

function javaSource(className, comment, table) {
  const lines = table.map((line) => `      ${line.replace(/[^\0-~]/g, javaEscape)}`);
  return `package dev.twinmark.engine;

/** ${comment}, as static/build/names.mjs writes them for {@link NameTable}. */
final class ${className} {

  static final String TABLE =
      """
${lines.join('')}      """;

  private ${className}() {}
}
`;
}

function javaEscape(codeUnit) {
  return `\\u${codeUnit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

const emoji = gemoji.map((entry) => [entry.emoji, entry.names]);
const entities = Object.entries(characterEntities).reduce(
  (namesOf, [name, text]) => namesOf.set(text, [...(namesOf.get(text) ?? []), name]),
  new Map(),
);

const script = `/** The names of emoji, between line ends, as build/names.mjs writes them. */
export const EMOJI_NAMES = \`
${gemoji
  .flatMap(({ names }) => names)
  .sort()
  .map((name) => `${name}\n`)
  .join('')}\`;
`;

const files = {
  '../../parser-wasm/src/main/java/dev/twinmark/engine/EmojiNames.java': javaSource(
    'EmojiNames',
    'The names of emoji',
    nameTable(emoji),
  ),
  '../../parser-wasm/src/main/java/dev/twinmark/engine/EntityNames.java': javaSource(
    'EntityNames',
    "The names of HTML's entities",
    nameTable([...entities]),
  ),
  '../src/paste/emoji-names.ts': script,
};

for (const [path, content] of Object.entries(files)) {
  const file = new URL(path, import.meta.url);
  if (!process.argv.includes('--check')) {
    await writeFile(file, content);
  } else if ((await readFile(file, 'utf8')) !== content) {
    throw new Error(`${path} is not what the packages have: run npm run names`);
  }
}
