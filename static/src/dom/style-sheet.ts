const sheets = new Map<string, CSSStyleSheet>();

/** The style sheet of a text, one for all shadow trees of the page that adopt it. */
export function styleSheet(css: string): CSSStyleSheet {
  let sheet = sheets.get(css);
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  return sheet;
}
