import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Matches code that hands text to a parser of HTML. Reading `innerHTML` is none. */
const SINK =
  /\.(?:innerHTML|outerHTML|srcdoc)\s*\+?=(?!=)|\b(?:insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment|parseFromString)\s*\(|\bdocument\.write(?:ln)?\s*\(/;

/** Sources that may have one, and why. */
const ALLOWED = new Map([
  ['src/sanitizer/inert-document.ts', 'the one that all HTML passes, in an inert document'],
  ['node_modules/dompurify', 'the sanitizer itself'],
  ['node_modules/morphdom', 'for HTML in strings; it is given nodes'],
]);

/**
 * Finds what a page's Trusted Types would refuse, or would have to allow.
 *
 * @param metafile esbuild's, of scripts that pages load
 * @throws Error that names the sources with a sink of HTML that are not allowed one
 */
export async function checkSinks({ outputs }, root) {
  const sources = new Set(
    Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([source]) => source),
    ),
  );
  const found = [];
  for (const source of sources) {
    const file = path.resolve(source);
    const name = path.relative(root, file);
    const isAllowed = [...ALLOWED.keys()].some(
      (allowed) => name === allowed || name.startsWith(`${allowed}/`),
    );
    if (!isAllowed && /\.[cm]?[jt]s$/.test(name) && existsSync(file)) {
      const sink = SINK.exec(await readFile(file, 'utf8'));
      if (sink !== null) {
        found.push(`${name}: ${sink[0]}`);
      }
    }
  }
  if (found.length > 0) {
    throw new Error(`HTML is parsed past the sanitizer in\n  ${found.join('\n  ')}`);
  }
}
