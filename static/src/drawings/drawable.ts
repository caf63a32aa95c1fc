/** Matches code that the browser draws: formulas in TeX, and diagrams in Mermaid's language. */
export const DRAWABLE =
  'code.math-inline, code.math-display, pre > code.language-math, pre > code.language-mermaid';

/** The source of a drawing. */
export interface Drawable {
  readonly kind: 'formula' | 'diagram';
  readonly source: string;
  /** True if it stands by itself, and not in a line of text. */
  readonly isDisplayed: boolean;
}

/** @param code matches `DRAWABLE` */
export function drawableOf(code: Element): Drawable {
  return {
    kind: code.classList.contains('language-mermaid') ? 'diagram' : 'formula',
    source: code.textContent.trim(),
    isDisplayed: !code.classList.contains('math-inline') || code.parentElement?.localName === 'pre',
  };
}

/** A source that cannot be drawn; the message is the reason, for its author. */
export class DrawingMistake extends Error {
  override readonly name = 'DrawingMistake';
}
