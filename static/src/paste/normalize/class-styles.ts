import type { Root } from 'hast';
import {
  classesOf,
  findElement,
  forEachParent,
  isElement,
  replaceElements,
  textOf,
} from './elements.js';

const RULE = /(?<![^{}])([^{}]+)\{([^{}]*)\}/g;

/** A class, of all elements or of those of a name; other selectors are those of whole pages. */
const SELECTOR = /^([a-z][a-z\d]*)?\.([\w-]+)$/i;

/** The properties that say what Markdown can say. */
const PROPERTIES =
  /^(?:font-weight|font-style|text-decoration|text-decoration-line|text-align|vertical-align|mso-list|mso-hide)$/i;

/**
 * Writes the styles that programs such as Excel and TextEdit give to classes into the elements that have them, before
 * the elements' own.
 */
export function stylesOfClasses(root: Root): void {
  if (findElement(root, ({ tagName }) => tagName === 'style') === undefined) {
    return;
  }
  const styles = new Map<string, string>();
  replaceElements(root, (node) => {
    if (!isElement(node, 'style')) {
      return [node];
    }
    for (const [selector, style] of rulesIn(textOf(node))) {
      styles.set(selector, `${styles.get(selector) ?? ''}${style}`);
    }
    return [];
  });
  forEachParent(root, (node) => {
    if (node.type !== 'element') {
      return;
    }
    const given = classesOf(node).flatMap((name) => [
      styles.get(`.${name}`) ?? '',
      styles.get(`${node.tagName}.${name}`) ?? '',
    ]);
    const { style } = node.properties;
    const all = [...given, typeof style === 'string' ? style : ''].join('');
    if (all !== '') {
      node.properties.style = all;
    }
  });
}

/** The styles of a style sheet by the selectors of classes. */
function rulesIn(sheet: string): (readonly [selector: string, style: string])[] {
  const css = sheet.replace(/<!--|-->/g, '').replace(/\/\*[^]*?(?:\*\/|$)/g, '');
  return [...css.matchAll(RULE)].flatMap(([, selectors = '', declarations = '']) => {
    const style = declarations
      .split(';')
      .filter((declaration) => PROPERTIES.test(declaration.split(':', 1)[0]?.trim() ?? ''))
      .map((declaration) => `${declaration.trim()};`)
      .join('');
    return style === ''
      ? []
      : selectors.split(',').flatMap((selector) => {
          const [match, name = '', className = ''] = SELECTOR.exec(selector.trim()) ?? [];
          return match === undefined
            ? []
            : [[`${name.toLowerCase()}.${className}`, style] as const];
        });
  });
}
