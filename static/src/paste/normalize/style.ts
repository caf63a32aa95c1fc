import type { Element } from 'hast';

/** The declarations of an element's `style` attribute, by property in lower case. */
export function styleOf({ properties }: Element): ReadonlyMap<string, string> {
  const { style } = properties;
  const declarations = new Map<string, string>();
  if (typeof style === 'string') {
    // A semicolon in parentheses, as in a URL, ends no declaration.
    for (const declaration of style.match(/(?:[^;(]|\([^)]*\)?)+/g) ?? []) {
      const colon = declaration.indexOf(':');
      if (colon > 0) {
        declarations.set(
          declaration.slice(0, colon).trim().toLowerCase(),
          declaration
            .slice(colon + 1)
            .replace(/!important/i, '')
            .trim()
            .toLowerCase(),
        );
      }
    }
  }
  return declarations;
}

/** The formatting that a style sets on or off; undefined where it says nothing. */
export interface Formatting {
  readonly bold: boolean | undefined;
  readonly italic: boolean | undefined;
  readonly struck: boolean | undefined;
  /** The element that raises or lowers a text as its style does. */
  readonly raised: 'sub' | 'sup' | undefined;
}

/** The least weight of a font that readers see as bold (CSS Fonts 4: "semi-bold"). */
const MIN_BOLD_WEIGHT = 600;

const RAISED: Readonly<Record<string, 'sub' | 'sup'>> = { sub: 'sub', super: 'sup' };

export function formattingOf(element: Element): Formatting {
  const style = styleOf(element);
  const weight = style.get('font-weight');
  const slant = style.get('font-style');
  const lines = style.get('text-decoration-line') ?? style.get('text-decoration');
  return {
    bold:
      weight === undefined || !/^(?:bold|bolder|normal|lighter|\d+)$/.test(weight)
        ? undefined
        : weight.startsWith('bold') || Number(weight) >= MIN_BOLD_WEIGHT,
    italic:
      slant === undefined || slant === 'inherit' ? undefined : /^(?:italic|oblique)/.test(slant),
    struck: lines?.includes('line-through') === true ? true : undefined,
    raised: RAISED[style.get('vertical-align') ?? ''],
  };
}

/** Returns whether an element is not shown, so that its text was never selected to be copied. */
export function isHidden(element: Element): boolean {
  const style = styleOf(element);
  return (
    style.get('display') === 'none' ||
    style.get('mso-hide') === 'all' ||
    element.properties.hidden === true ||
    String(element.properties.ariaHidden) === 'true'
  );
}
