import type * as Diagrams from '../../drawings/diagram.lazy.js';
import { DRAWABLE, type Drawable, drawableOf, DrawingMistake } from '../../drawings/drawable.js';
import type * as Formulas from '../../drawings/formula.lazy.js';
import { loadDiagrams, loadFormulas } from '../../drawings/painters.js';
import { drawablesIn } from '../../drawings/prepare.js';

/** Formulas and diagrams for a page without scripts. */
export interface DrawnContent {
  /** Replaces the source of drawings in a copy of some content, where they can be drawn. */
  draw(copy: Element): void;
  /** Returns the rules for what has been drawn, as one style sheet. */
  styles(): string;
}

/** Prepares to draw what a document has; undefined if there is nothing. */
export async function drawnContent(
  preview: Element,
  signal: AbortSignal,
): Promise<DrawnContent | undefined> {
  const drawables = drawablesIn(preview);
  if (drawables.length === 0) {
    return undefined;
  }
  const formulas = await loadFormulas();
  const diagrams = await loadDiagrams();
  for (const { kind, source } of drawables) {
    if (kind === 'diagram') {
      for (const isDark of [false, true]) {
        signal.throwIfAborted();
        await diagrams.drawDiagram(source, isDark);
      }
    }
  }
  /** Style attributes, which the policy of the page forbids, and the classes that stand for them. */
  const classes = new Map<string, string>();
  return {
    draw(copy) {
      for (const code of copy.querySelectorAll(DRAWABLE)) {
        const drawable = drawableOf(code);
        const drawn =
          drawable.kind === 'formula'
            ? formulaOf(drawable, formulas, classes)
            : pictureOf(drawable, diagrams);
        if (drawn !== undefined) {
          const pre = code.closest('pre');
          (pre ?? code).replaceWith(pre === null ? drawn : paragraphOf(drawn, drawable));
        }
      }
    },
    styles() {
      const rules = Array.from(classes, ([style, name]) => `.${name} { ${style} }`);
      return [withoutFonts(formulas.formulaStyles), ...rules].join('\n');
    },
  };
}

/** Returns undefined where the source stays, because it cannot be drawn. */
function formulaOf(
  drawable: Drawable,
  { drawFormula }: typeof Formulas,
  classes: Map<string, string>,
): Element | undefined {
  const formula = unlessMistaken(() => drawFormula(drawable));
  if (formula !== undefined) {
    useClasses(formula, classes);
    // By this, a paste into an editor has the TeX again.
    formula.setAttribute('data-latex', drawable.source);
  }
  return formula;
}

/** Returns the image for both colour schemes; undefined where the source stays. */
function pictureOf({ source }: Drawable, { drawnDiagram }: typeof Diagrams): Element | undefined {
  const light = unlessMistaken(() => drawnDiagram(source, false));
  const dark = unlessMistaken(() => drawnDiagram(source, true));
  if (light === undefined || dark === undefined) {
    return undefined;
  }
  const picture = document.createElement('picture');
  const darkSource = document.createElement('source');
  darkSource.media = 'screen and (prefers-color-scheme: dark)';
  darkSource.srcset = dark.url;
  const image = document.createElement('img');
  image.width = light.width;
  image.height = light.height;
  image.alt = light.alternative;
  image.src = light.url;
  picture.append(darkSource, image);
  return picture;
}

function unlessMistaken<Drawn>(draw: () => Drawn): Drawn | undefined {
  try {
    return draw();
  } catch (error) {
    if (error instanceof DrawingMistake) {
      return undefined;
    }
    throw error;
  }
}

function useClasses(formula: Element, classes: Map<string, string>): void {
  for (const element of [formula, ...formula.querySelectorAll('[style]')]) {
    const style = element.getAttribute('style');
    if (style !== null) {
      const name = classes.get(style) ?? `drawn-${String(classes.size)}`;
      classes.set(style, name);
      element.removeAttribute('style');
      element.classList.add(name);
    }
  }
}

function paragraphOf(drawn: Element, { kind, source }: Drawable): Element {
  const paragraph = document.createElement('p');
  if (kind === 'diagram') {
    // GitHub's attributes, by which a paste into an editor has the source again.
    paragraph.setAttribute('data-type', 'mermaid');
    drawn.setAttribute('data-plain', source);
  }
  paragraph.append(drawn);
  return paragraph;
}

/** Returns the rules of a style sheet without those that would load fonts. */
function withoutFonts(styles: string): string {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  return Array.from(sheet.cssRules)
    .filter((rule) => !(rule instanceof CSSFontFaceRule))
    .map(({ cssText }) => cssText)
    .join('\n');
}
