const FENCE = /^(`{3,}|~{3,})/;

/**
 * Splits Markdown at the blank lines outside of fenced code, so that the pieces can be put together again in any
 * number without a fence staying open.
 *
 * @param {string} markdown
 * @returns {string[]} pieces without blank lines at their ends
 */
export function chunksOf(markdown) {
  /** @type {string[]} */
  const chunks = [];
  /** @type {string[]} */
  let lines = [];
  let fence = '';
  for (const line of markdown.split('\n')) {
    const run = FENCE.exec(line)?.[1];
    if (fence === '') {
      fence = run ?? '';
    } else if (run?.startsWith(fence) && line.trimEnd() === run) {
      fence = '';
    }
    if (line === '' && fence === '') {
      if (lines.length > 0) {
        chunks.push(lines.join('\n'));
        lines = [];
      }
    } else {
      lines.push(line);
    }
  }
  if (lines.length > 0) {
    chunks.push(lines.join('\n'));
  }
  return chunks;
}
