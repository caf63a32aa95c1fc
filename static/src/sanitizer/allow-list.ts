import * as table from '@shared/sanitizer/allow-list.json';
import {
  prefixed as withPrefix,
  type Shared,
  type ValueKind,
  type ValueRule,
  valueRule,
  wordRule,
} from './value-rules.js';

/** The table in allow-list.json, which the server reads too. */

/** The attributes of an element: the name of a kind of value, or the words that are allowed. */
type Kinds = Readonly<Record<string, string | readonly string[]>>;

interface Table extends Shared {
  readonly everyElement: Kinds;
  readonly elements: Readonly<Record<string, Kinds>>;
  readonly blockElements: readonly string[];
  readonly requiredAttributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly addedAttributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly removedWithContent: readonly string[];
  readonly values: Readonly<Record<string, ValueKind>>;
  readonly neverInAttributes: readonly string[];
  readonly maxRowSpanCells: number;
  readonly maxCombiningMarks: number;
}

/** The members by name, so that what the table says about itself is in no script. */
const list = {
  everyElement: table.everyElement,
  elements: table.elements,
  blockElements: table.blockElements,
  requiredAttributes: table.requiredAttributes,
  addedAttributes: table.addedAttributes,
  removedWithContent: table.removedWithContent,
  values: table.values,
  neverInAttributes: table.neverInAttributes,
  maxRowSpanCells: table.maxRowSpanCells,
  maxCombiningMarks: table.maxCombiningMarks,
  namePrefix: table.namePrefix,
  blankCharacters: table.blankCharacters,
} as Table;

/** The parts of an element that decide on its further attributes: those of the DOM, or of another tree. */
export interface AttributeHolder {
  readonly localName: string;
  hasAttribute(name: string): boolean;
  setAttribute(name: string, value: string): void;
  matches(selector: string): boolean;
}

/** CSS selectors, with the attributes that the elements they match are given. */
const addedAttributes = Object.entries(list.addedAttributes);

/** Without the flag `u`, `i` ignores the case of ASCII letters only. */
const neverInAttributes = new RegExp(
  list.neverInAttributes.map((markup) => markup.replace(/\W/g, '\\$&')).join('|'),
  'i',
);

const kinds: ReadonlyMap<string, ValueRule> = new Map(
  Object.entries(list.values).map(([name, kind]) => [name, valueRule(kind, list)]),
);

const rules: ReadonlyMap<string, ReadonlyMap<string, ValueRule>> = new Map(
  Object.entries(list.elements).map(([element, attributes]) => [
    element,
    new Map(
      Object.entries({ ...list.everyElement, ...attributes }).map(([name, kind]) => [
        name,
        typeof kind === 'string' ? ruleOf(kind) : wordRule(kind),
      ]),
    ),
  ]),
);

/** Names in lower case. */
export const allowedElements: readonly string[] = Object.keys(list.elements);

/** Names in lower case: the allowed elements that break a line of text. */
export const blockElements: ReadonlySet<string> = new Set(list.blockElements);

/** Names in lower case, of any element: which of them an element may have is for `filterAttribute`. */
export const allowedAttributes: readonly string[] = [
  ...new Set(Array.from(rules.values(), (attributes) => [...attributes.keys()]).flat()),
];

/** @param name as the parser has it */
export function isAllowedElement(name: string): boolean {
  return rules.has(name);
}

/** @param element and attribute: names as the parser has them */
export function isAllowedAttribute(element: string, attribute: string): boolean {
  return rules.get(element)?.has(attribute) === true;
}

/** The number of cells of a table that row spans may cover; see table-spans.ts. */
export const { maxRowSpanCells } = list;

/** The number of combining marks that may follow each other in the result; see combining-marks.ts. */
export const { maxCombiningMarks } = list;

/** Names in lower case: elements that go with all they hold. Others that are not allowed leave it. */
export const removedWithContent = list.removedWithContent;

const schemes = Object.values(list.values).flatMap((kind) =>
  kind.type === 'url' ? [...kind.schemes, ...(kind.base64Types === undefined ? [] : ['data'])] : [],
);

/**
 * Matches a URL that has one of the schemes which some attribute may have, or none. The second line of
 * defence, within DOMPurify; the first are the rules above.
 */
export const allowedURL = new RegExp(
  `^(?:(?:${[...new Set(schemes)].join('|')}):|(?![a-z][a-z0-9+.-]*:))`,
  'i',
);

/**
 * The value that an attribute may have: its own, or one with the prefix for names.
 *
 * @param element and attribute: names in lower case
 * @returns undefined when the attribute must go
 */
export function filterAttribute(
  element: string,
  attribute: string,
  value: string,
): string | undefined {
  if (neverInAttributes.test(value)) {
    return undefined;
  }
  return rules.get(element)?.get(attribute)?.(value);
}

/**
 * Gives an element, whose attributes have been filtered, what it must have besides.
 *
 * @returns false when the element must go, because it lacks what makes it harmless
 */
export function completeAttributes(element: AttributeHolder): boolean {
  const required = Object.entries(list.requiredAttributes[element.localName] ?? {});
  for (const [name, value] of required) {
    if (element.hasAttribute(name)) {
      continue;
    }
    if (value !== '') {
      return false;
    }
    element.setAttribute(name, '');
  }
  for (const [selector, attributes] of addedAttributes) {
    if (element.matches(selector)) {
      add(attributes, element);
    }
  }
  return true;
}

/** Gives the elements in a tree what they must have besides, should they stay. */
export function addAttributes(root: ParentNode): void {
  for (const [selector, attributes] of addedAttributes) {
    for (const element of root.querySelectorAll(selector)) {
      add(attributes, element);
    }
  }
}

function add(attributes: Readonly<Record<string, string>>, element: AttributeHolder): void {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
}

function ruleOf(kind: string): ValueRule {
  const rule = kinds.get(kind);
  if (rule === undefined) {
    throw new Error(`allow-list.json has no values of the kind ${kind}.`);
  }
  return rule;
}

/** The name in the document of what its author has called so. */
export function prefixed(name: string): string {
  return withPrefix(name, list.namePrefix);
}
