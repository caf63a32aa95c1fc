import type { TokenKind } from './code-tokens.js';

/**
 * The colours of code, by day and by night, each legible (WCAG 2.2, 1.4.3) on the page's background for code.
 * A page has its own by the custom properties `--code-comment`, `--code-keyword` and so on.
 */
const COLORS: Readonly<Record<TokenKind, string>> = {
  comment: 'light-dark(#59616e, #98a2b0)',
  keyword: 'light-dark(#a8173c, #ff96a3)',
  string: 'light-dark(#0b5d38, #8fd6a3)',
  literal: 'light-dark(#8c3f10, #e5a878)',
  type: 'light-dark(#6a3da6, #cfb3ff)',
  name: 'light-dark(#1a5fd0, #7fb0ff)',
};

let sheet: CSSStyleSheet | undefined;

/** The name of a kind in `CSS.highlights`. */
export function highlightName(kind: TokenKind): string {
  return `twinmark-code-${kind}`;
}

/** Colours code in a tree: rules for highlights are looked for where the text is. */
export function adoptColors(root: Node): void {
  if (!(root instanceof Document || root instanceof ShadowRoot)) {
    return;
  }
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    const rules = Object.entries(COLORS).map(
      ([kind, color]) =>
        `::highlight(${highlightName(kind as TokenKind)}) { color: var(--code-${kind}, ${color}) }`,
    );
    sheet.replaceSync(rules.join('\n'));
  }
  if (!root.adoptedStyleSheets.includes(sheet)) {
    root.adoptedStyleSheets.push(sheet);
  }
}
