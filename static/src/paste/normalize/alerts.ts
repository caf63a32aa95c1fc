import type { Element, Root } from 'hast';
import {
  childrenOf,
  classesOf,
  element,
  isBlank,
  isElement,
  replaceElements,
  textOf,
} from './elements.js';

const CLASS = 'markdown-alert';
const KIND = new RegExp(`^${CLASS}-(note|tip|important|warning|caution)$`);

/** The kinds of alert that come nearest to the panels of Confluence. */
const PANELS: Readonly<Record<string, string>> = {
  info: 'NOTE',
  note: 'IMPORTANT',
  success: 'TIP',
  tip: 'TIP',
  warning: 'WARNING',
  error: 'CAUTION',
};

/** The kinds of alert for the admonitions of Sphinx and MkDocs. */
const ADMONITIONS: Readonly<Record<string, string>> = {
  note: 'NOTE',
  info: 'NOTE',
  seealso: 'NOTE',
  tip: 'TIP',
  hint: 'TIP',
  important: 'IMPORTANT',
  warning: 'WARNING',
  attention: 'WARNING',
  caution: 'CAUTION',
  danger: 'CAUTION',
  error: 'CAUTION',
};

/** Makes quotes of alerts, as the engine and GitHub have them, with their titles in bold and their kinds as data. */
export function alertQuotes(root: Root): void {
  replaceElements(root, (node) => {
    if (isElement(node, 'blockquote')) {
      // An attribute of this name that another page has says nothing of alerts.
      delete node.properties['dataAlert'];
      delete node.properties['dataTitled'];
      return [node];
    }
    return [alertQuote(node) ?? node];
  });
}

/** A quote of an alert, a panel or an admonition; undefined for other elements. */
function alertQuote(node: Element): Element | undefined {
  if (!isElement(node, 'div')) {
    return undefined;
  }
  const { dataPanelType } = node.properties;
  if (typeof dataPanelType === 'string') {
    return element('blockquote', childrenOf(node), {
      dataAlert: PANELS[dataPanelType] ?? 'NOTE',
    });
  }
  const classes = classesOf(node);
  const kind = classes.flatMap((name) => KIND.exec(name)?.[1] ?? [])[0];
  if (kind !== undefined) {
    return titledQuote(node, `${CLASS}-title`, kind.toUpperCase(), () => true);
  }
  const name = classes.find((each) => Object.hasOwn(ADMONITIONS, each));
  return classes.includes('admonition') && name !== undefined
    ? titledQuote(
        node,
        'admonition-title',
        ADMONITIONS[name] ?? '',
        (title) => title.toLowerCase() === name,
      )
    : undefined;
}

/**
 * A quote whose first paragraph is the title of an alert.
 *
 * @param titleClass of the paragraph that is the title
 * @param isOfKind returns whether a title says no more than the kind; others stay
 */
function titledQuote(
  node: Element,
  titleClass: string,
  kind: string,
  isOfKind: (title: string) => boolean,
): Element | undefined {
  const [title, ...others] = childrenOf(node).filter((child) => !isBlank(child));
  if (!isElement(title, 'p') || !classesOf(title).includes(titleClass) || others.length === 0) {
    return undefined;
  }
  // Sphinx has a sign behind titles that can be linked to.
  const value = textOf(title).trim().replace(/¶$/, '').trimEnd();
  const bold = element('strong', [{ type: 'text', value }]);
  return element('blockquote', [element('p', [bold]), ...others], {
    dataAlert: kind,
    dataTitled: isOfKind(value),
  });
}
