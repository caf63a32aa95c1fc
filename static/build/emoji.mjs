/**
 * The emoji of GitHub's shortcodes, from the data of gemoji: as the engine reads them, in EmojiNames.java, a line for
 * each, with the emoji and its names between spaces; and the names alone, in emoji-names.ts, by which pasted text
 * is escaped. Writes the files; with --check, fails where one differs.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { gemoji } from 'gemoji';

const lines = gemoji.map(({ emoji, names }) => `      ${emoji} ${names.join(' ')}\n`).join('');

const source = `package dev.twinmark.engine;

/** The names of emoji, as static/build/emoji.mjs writes them. */
final class EmojiNames {

  /**
   * A line for each emoji, with its names between spaces. It is no resource: with one, the
   * WebAssembly module showed shortcodes as text where the JVM showed emoji.
   */
  static final String TABLE =
      """
${lines}      """;

  private EmojiNames() {}
}
`;

const names = gemoji.flatMap((emoji) => emoji.names).sort();

const script = `/** The names of emoji, between line ends, as build/emoji.mjs writes them. */
export const EMOJI_NAMES = \`
${names.map((name) => `${name}\n`).join('')}\`;
`;

const files = {
  '../../parser-wasm/src/main/java/dev/twinmark/engine/EmojiNames.java': source,
  '../src/paste/emoji-names.ts': script,
};

for (const [path, content] of Object.entries(files)) {
  const file = new URL(path, import.meta.url);
  if (!process.argv.includes('--check')) {
    await writeFile(file, content);
  } else if ((await readFile(file, 'utf8')) !== content) {
    throw new Error(`${path} is not what gemoji has: run npm run emoji`);
  }
}
