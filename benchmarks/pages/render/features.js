/**
 * Returns which of the three extensions a library supports, found by trying.
 *
 * @param {(markdown: string) => string} render
 * @returns {string[]} of "tables", "strikethrough", "task lists"
 */
export function featuresOf(render) {
  const features = [];
  if (render('| a | b |\n|---|---|\n| c | d |\n').includes('<td')) {
    features.push('tables');
  }
  if (/<(del|s|strike)>/.test(render('~~gone~~\n'))) {
    features.push('strikethrough');
  }
  if (/type="?checkbox/.test(render('- [x] done\n'))) {
    features.push('task lists');
  }
  return features;
}
