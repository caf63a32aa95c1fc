import { type Drawable, DrawingMistake } from './drawable.js';
import { type MathML, mathMLOf } from './mathml.js';
import styles from './formula.css';

const MATHML = 'http://www.w3.org/1998/Math/MathML' as const;

/** The number of formulas that are kept: while a paragraph is written, its formulas are drawn again. */
const MAX_KEPT = 500;

/** By display and source, the least recently drawn first. */
const kept = new Map<string, Element | DrawingMistake>();

/** The style sheet for what `drawFormula` returns, in whichever tree that is. */
export { styles as formulaStyles };

/**
 * Draws a formula as MathML, which needs no script afterwards.
 *
 * @throws DrawingMistake with the reason why it cannot be drawn
 */
export function drawFormula({ source, isDisplayed }: Drawable): Element {
  const key = `${String(isDisplayed)} ${source}`;
  const drawn = kept.get(key) ?? draw(source, isDisplayed);
  kept.delete(key);
  kept.set(key, drawn);
  if (kept.size > MAX_KEPT) {
    const [oldest = ''] = kept.keys();
    kept.delete(oldest);
  }
  if (drawn instanceof DrawingMistake) {
    throw drawn;
  }
  return drawn.cloneNode(true) as Element;
}

function draw(tex: string, isDisplayed: boolean): Element | DrawingMistake {
  try {
    return elementOf(mathMLOf(tex, isDisplayed));
  } catch (error) {
    if (error instanceof DrawingMistake) {
      return error;
    }
    throw error;
  }
}

function elementOf({ name, classes, attributes, styles: properties, children }: MathML): Element {
  const element = document.createElementNS(MATHML, name);
  if (classes.length > 0) {
    element.setAttribute('class', classes.join(' '));
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    element.setAttribute(attribute, value);
  }
  for (const [property, value] of Object.entries(properties)) {
    // The policy of a page forbids style attributes, but not this.
    element.style.setProperty(property, value);
  }
  element.append(
    ...children.map((child) => (typeof child === 'string' ? child : elementOf(child))),
  );
  return element;
}
