import type { Element, Root } from 'hast';
import {
  type Child,
  childrenOf,
  classesOf,
  element,
  findElement,
  isBlank,
  isElement,
  replaceElements,
  textOf,
} from './elements.js';
import { styleOf } from './style.js';

/** The classes by which highlighters name a language. */
const LANGUAGE = /^(?:language-|lang-|highlight-source-|brush:|sourceCode-)(.+)$/i;

/** The class that Sphinx gives the elements around code; the last three name no language. */
const SPHINX_LANGUAGE = /^highlight-(?!source-|default$|none$|text$)([\w+#.-]+)$/;

const LANGUAGE_NAME = /^[\w+#.-]+$/;

/** The class of a formula that is a block of its own. */
export const MATH_DISPLAY = 'math-display';

/** Makes code blocks plain: their text, with the language that a highlighter or a header names. */
export function plainCode(root: Root): void {
  replaceElements(root, (node, parent) => {
    const diagram = diagramOf(node);
    if (diagram !== undefined) {
      return [diagram];
    }
    if (
      isElement(node, 'div') &&
      classesOf(node).some((name) => name.startsWith('highlight-source-'))
    ) {
      const pre = findElement(node, ({ tagName }) => tagName === 'pre');
      return pre === undefined ? [node] : [codeBlock(textOf(pre), languageOf(node))];
    }
    if (isElement(node, 'div', 'figure')) {
      nameLanguage(node);
    }
    if (!isElement(node, 'pre') || isElement(parent, 'pre')) {
      return [node];
    }
    const code = findElement(node, ({ tagName }) => tagName === 'code');
    const language = languageOf(code ?? node) ?? languageOf(node);
    const isFormula = code !== undefined && classesOf(code).includes(MATH_DISPLAY);
    const content = code !== undefined && isAlone(code, node) ? code : node;
    return [codeBlock(linesOf(content), language, isFormula ? [MATH_DISPLAY] : [])];
  });
}

/** Elements that headers are. A parser may put any text into formatting that it opens again. */
const HEADERS = ['button', 'div', 'figcaption', 'header', 'span'] as const;

/** Returns whether there is no more than a header beside code: no text, and no other code. */
function isAlone(code: Element, parent: Element): boolean {
  return parent.children.every((child) => {
    if (child === code) {
      return !code.children.some(holdsCode);
    }
    return isElement(child) && holds(child, code)
      ? isAlone(code, child)
      : isBlank(child) || (isElement(child, ...HEADERS) && !holdsCode(child));
  });
}

function holds(node: Child, element: Element): boolean {
  return findElement(node, (each) => each === element) !== undefined;
}

function holdsCode(node: Child): boolean {
  return findElement(node, ({ tagName }) => tagName === 'pre' || tagName === 'code') !== undefined;
}

/** Gives the code block in an element the language that the element names, as Sphinx, MkDocs and Jekyll write it. */
function nameLanguage(outer: Element): void {
  const sphinx = classesOf(outer).flatMap((name) => SPHINX_LANGUAGE.exec(name)?.[1] ?? [])[0];
  const language = languageOf(outer) ?? sphinx;
  const code = findElement(outer, ({ tagName }) => tagName === 'code');
  const block = findElement(outer, ({ tagName }) => tagName === 'pre');
  if (
    language !== undefined &&
    code !== undefined &&
    block?.children[0] === code &&
    classesOf(code).length === 0 &&
    textOf(outer).trim() === textOf(code).trim()
  ) {
    code.properties.className = [`language-${language}`];
  }
}

/** Returns the source of a diagram, which GitHub shows in a frame. */
function diagramOf(node: Element): Element | undefined {
  const { dataType } = node.properties;
  const source = findElement(node, ({ properties }) => 'dataPlain' in properties)?.properties[
    'dataPlain'
  ];
  return typeof source === 'string' && typeof dataType === 'string' && LANGUAGE_NAME.test(dataType)
    ? codeBlock(source, dataType)
    : undefined;
}

function languageOf(node: Element): string | undefined {
  const names = classesOf(node);
  for (const [index, name] of names.entries()) {
    // SyntaxHighlighter has the name in a class of its own.
    const language = name === 'brush:' ? names[index + 1] : LANGUAGE.exec(name)?.[1];
    if (language !== undefined) {
      return language;
    }
  }
  const { dataLanguage, lang } = node.properties;
  const language = dataLanguage ?? (node.tagName === 'pre' ? lang : undefined);
  return typeof language === 'string' && LANGUAGE_NAME.test(language) ? language : undefined;
}

function codeBlock(
  text: string,
  language: string | undefined,
  classes: readonly string[] = [],
): Element {
  const className =
    language === undefined ? {} : { className: [`language-${language}`, ...classes] };
  const value = text.replace(/\r\n?/g, '\n');
  return element('pre', [element('code', [{ type: 'text', value }], className)]);
}

/** The text of code: line breaks and elements that show each line in a row of its own are line ends. */
function linesOf(node: Element): string {
  return childrenOf(node)
    .map((child) => {
      if (isElement(child, 'br')) {
        return '\n';
      }
      if (!isElement(child)) {
        return textOf(child);
      }
      const text = linesOf(child);
      const isLine = isElement(child, 'div', 'p', 'pre') && !text.endsWith('\n');
      return isLine ? `${text}\n` : text;
    })
    .join('');
}

/**
 * The text of what a code editor copies: a single element with white space kept, in a font of code, which
 * holds colours and no structure.
 */
export function isCodeEditors(root: Root): boolean {
  const body = findElement(root, ({ tagName }) => tagName === 'body') ?? root;
  const elements = body.children.filter(
    (child) => isElement(child) && !isElement(child, 'meta', 'br'),
  );
  const [only] = elements;
  if (elements.length !== 1 || !isElement(only, 'pre', 'div')) {
    return false;
  }
  const style = styleOf(only);
  const keepsSpace = only.tagName === 'pre' || (style.get('white-space') ?? '').startsWith('pre');
  const hasStructure =
    findElement(only, ({ tagName }) =>
      ['code', 'p', 'h1', 'ul', 'ol', 'table', 'a'].includes(tagName),
    ) !== undefined;
  return keepsSpace && !hasStructure && style.has('font-family') && style.has('background-color');
}
