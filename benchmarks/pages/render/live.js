/**
 * Types into a live document and takes the time of each edit.
 *
 * @param {string} source
 * @param {number} offset where, in UTF-16 code units
 * @param {number} edits
 * @returns {Promise<number[] | null>} milliseconds for each edit; null where the engine has no live documents
 */
export async function timeEdits(source, offset, edits) {
  const address = '/assets/v1/markdown.js';
  const { loadMarkdown } = await import(address);
  const markdown = await loadMarkdown();
  if (markdown.openDocument === undefined) {
    return null;
  }
  const document = markdown.openDocument(source);
  try {
    const samples = [];
    for (let i = 0; i < edits; i++) {
      const insert = String.fromCharCode('a'.charCodeAt(0) + (i % 26));
      const start = performance.now();
      document.edit([{ from: offset + i, to: offset + i, insert }]);
      samples.push(performance.now() - start);
    }
    return samples;
  } finally {
    document.close();
  }
}
