import { joinLines } from '../../util/join-lines.js';
import type { Element, Root } from 'hast';
import {
  type Child,
  childrenOf,
  classesOf,
  element,
  findElement,
  isBlank,
  isElement,
  type Parent,
  setChildren,
  textOf,
} from './elements.js';

/** The name of the element for a formula in a text; its content is TeX. */
export const FORMULA = 'tex-formula';

/** Elements that scripts put formulas into. */
const FORMULA_CLASSES: ReadonlySet<string> = new Set([
  'katex',
  'katex-display',
  'mwe-math-element',
  'MathJax',
]);

interface Formula {
  readonly tex: string;
  readonly isDisplayed: boolean;
  /** True if it is a part of a text, even if it is displayed. */
  readonly isInline?: boolean;
}

/**
 * Makes one element each of the formulas whose TeX a page has, however it shows them.
 *
 * @param areRead true where Markdown has formulas; elsewhere they are text between dollars
 */
export function formulas(root: Root, areRead: boolean): void {
  replace(root, areRead, false);
}

function replace(parent: Parent, areRead: boolean, isInText: boolean): void {
  setChildren(
    parent,
    childrenOf(parent).flatMap((child): Child[] => {
      if (!isElement(child) || isElement(child, 'pre')) {
        return [child];
      }
      const formula = formulaOf(child, areRead);
      if (formula !== undefined && formula.tex !== '') {
        return [written(formula, areRead, isInText || isBesideText(parent, child))];
      }
      replace(child, areRead, isInText || isElement(child, 'p', 'span', 'a', 'li', 'td', 'th'));
      return [child];
    }),
  );
}

function formulaOf(node: Element, areRead: boolean): Formula | undefined {
  const classes = classesOf(node);
  if (areRead && isElement(node, 'code') && classes.includes('language-math')) {
    return {
      tex: textOf(node).trim(),
      isDisplayed: !classes.includes('math-inline'),
      isInline: true,
    };
  }
  if (isElement(node, 'math') || classes.some((name) => FORMULA_CLASSES.has(name))) {
    const tex = sourceIn(node);
    const math = isElement(node, 'math')
      ? node
      : findElement(node, ({ tagName }) => tagName === 'math');
    return tex === undefined
      ? undefined
      : {
          tex,
          isDisplayed:
            classes.includes('katex-display') ||
            (math?.properties.display === 'block' && !classes.includes('katex')),
        };
  }
  // GitHub's before a script has drawn it, and Pandoc's.
  const isSource =
    isElement(node, 'math-renderer') ||
    (classes.includes('math') && isElement(node, 'span', 'div'));
  const match = isSource
    ? /^(?:(\$\$|\\\[)([^]+)(?:\$\$|\\\])|(?:\$`?|\\\()([^]+?)(?:`?\$|\\\)))$/.exec(
        textOf(node).trim(),
      )
    : null;
  return match === null
    ? undefined
    : { tex: (match[2] ?? match[3] ?? '').trim(), isDisplayed: match[1] !== undefined };
}

/** Returns the TeX that MathML was made of; undefined if the page does not say. */
function sourceIn(node: Element): string | undefined {
  const annotation = findElement(
    node,
    ({ tagName, properties }) =>
      tagName === 'annotation' &&
      /^(?:application\/x-|text\/)?tex$/i.test(String(properties['encoding'])),
  );
  if (annotation !== undefined) {
    return withoutStyle(textOf(annotation));
  }
  const named = findElement(
    node,
    ({ properties }) =>
      'dataLatex' in properties || 'alttext' in properties || 'altText' in properties,
  );
  const { dataLatex, alttext, altText } = named?.properties ?? {};
  const source = dataLatex ?? alttext ?? altText;
  return typeof source === 'string' ? withoutStyle(source) : undefined;
}

/** Wikipedia puts each formula into a group with its style. */
function withoutStyle(tex: string): string {
  const source = tex.trim();
  return /^\{\\(?:display|text)style(?=\s)([^]*)\}$/.exec(source)?.[1]?.trim() ?? source;
}

function isBesideText(parent: Parent, formula: Element): boolean {
  return childrenOf(parent).some(
    (child) => child !== formula && child.type === 'text' && !isBlank(child),
  );
}

function written(
  { tex, isDisplayed, isInline = false }: Formula,
  areRead: boolean,
  isInText: boolean,
): Child {
  const isBlock = isDisplayed && !isInline && !isInText;
  if (!areRead) {
    const marks = isDisplayed ? '$$' : '$';
    const text: Child = { type: 'text', value: marks + tex + marks };
    return isBlock ? element('p', [text]) : text;
  }
  // A comment would take in what follows on the same line.
  const value = joinLines(
    tex.replace(/(?<!\\)%.*(\n\s*)?/g, (comment, end: string | undefined) =>
      end === undefined ? comment : '',
    ),
  );
  return isBlock
    ? element('pre', [
        element('code', [{ type: 'text', value: tex }], {
          className: ['language-math', 'math-display'],
        }),
      ])
    : element(FORMULA, [{ type: 'text', value }], { dataDisplayed: isDisplayed });
}
