import table from '@shared/sanitizer/allow-list.json';

/** The table in allow-list.json, which the server reads, too, as questions one can ask of it. */

type Kinds = Readonly<Record<string, string | readonly string[]>>;

interface Table {
  readonly everyElement: Kinds;
  readonly elements: Readonly<Record<string, Kinds>>;
  readonly requiredAttributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly addedAttributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly namePrefix: string;
  readonly removedWithContent: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  readonly ignoredInUrls: string;
  readonly neverInAttributes: string;
}

const list: Table = table;

type Rule = (value: string) => string | undefined;

const URL_KINDS: ReadonlySet<string> = new Set(['link', 'image']);

/** Of selectors of elements, what is added to these. */
const addedAttributes = Object.entries(list.addedAttributes);

const ignoredInURLs = new RegExp(list.ignoredInUrls, 'g');
const neverInAttributes = new RegExp(list.neverInAttributes, 'i');

const rules: ReadonlyMap<string, ReadonlyMap<string, Rule>> = new Map(
  Object.entries(list.elements).map(([element, attributes]) => [
    element,
    new Map(
      Object.entries({ ...list.everyElement, ...attributes }).map(([name, kind]) => [
        name,
        typeof kind === 'string' ? ruleOf(kind) : enumeration(kind),
      ]),
    ),
  ]),
);

/** Names in lower case. */
export const allowedElements: readonly string[] = Object.keys(list.elements);

/** Names in lower case, of any element: which of them an element may have is for `filterAttribute`. */
export const allowedAttributes: readonly string[] = [
  ...new Set(Array.from(rules.values(), (attributes) => [...attributes.keys()]).flat()),
];

/** Names in lower case: elements that go with all they hold. Others that are not allowed leave it. */
export const removedWithContent = list.removedWithContent;

/** Matches a URL, without what `ignoredInUrls` matches, that at least some attribute may hold. */
export const allowedURL = new RegExp(
  [...URL_KINDS].map((kind) => pattern(kind).source).join('|'),
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
export function completeAttributes(element: Element): boolean {
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

function add(attributes: Readonly<Record<string, string>>, element: Element): void {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
}

function pattern(kind: string): RegExp {
  const source = list.values[kind];
  if (source === undefined) {
    throw new Error(`allow-list.json has no values of the kind ${kind}.`);
  }
  return new RegExp(source, 'i');
}

function ruleOf(kind: string): Rule {
  const allowed = pattern(kind);
  if (kind === 'name') {
    return (value) => (allowed.test(value) ? prefixed(value) : undefined);
  }
  if (URL_KINDS.has(kind)) {
    return (value) => {
      if (!allowed.test(value.replace(ignoredInURLs, ''))) {
        return undefined;
      }
      const isFragment = kind === 'link' && value.startsWith('#') && value.length > 1;
      return isFragment ? `#${prefixed(value.slice(1))}` : value;
    };
  }
  return (value) => (allowed.test(value) ? value : undefined);
}

function enumeration(values: readonly string[]): Rule {
  return (value) => (values.includes(value.toLowerCase()) ? value : undefined);
}

/** Keeps the document's names apart from the page's, and from the properties that they could shadow. */
export function prefixed(name: string): string {
  return name.startsWith(list.namePrefix) ? name : list.namePrefix + name;
}
