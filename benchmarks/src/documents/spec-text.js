import { readFile } from 'node:fs/promises';

/** The path that ./bench unpacks the text to; it comes from org.commonmark:commonmark-test-util. */
const SPEC = new URL('../../target/documents/spec.txt', import.meta.url);

/**
 * The CommonMark specification's own text, 205 KB.
 *
 * @returns {Promise<string>}
 */
export async function specText() {
  try {
    return await readFile(SPEC, 'utf8');
  } catch (cause) {
    throw new Error(
      `${SPEC.pathname} is missing: start the benchmarks with ./bench, which unpacks it.`,
      { cause },
    );
  }
}
