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

/** Those of the admonitions of Sphinx and MkDocs. */
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
    const classes = classesOf(node);
    const other = otherAlert(node, classes);
    if (other !== undefined) {
      return [other];
    }
    const kind = classes.flatMap((name) => KIND.exec(name)?.[1] ?? [])[0];
    const [title, ...others] = childrenOf(node).filter((child) => !isBlank(child));
    if (
      !isElement(node, 'div') ||
      kind === undefined ||
      !isElement(title, 'p') ||
      !classesOf(title).includes(`${CLASS}-title`) ||
      others.length === 0
    ) {
      return [node];
    }
    const bold = element('strong', [{ type: 'text', value: textOf(title).trim() }]);
    return [
      element('blockquote', [element('p', [bold]), ...others], {
        dataAlert: kind.toUpperCase(),
        dataTitled: true,
      }),
    ];
  });
}

/** A quote of the content of a panel or an admonition; a title that says more than its kind stays. */
function otherAlert(node: Element, classes: readonly string[]): Element | undefined {
  if (!isElement(node, 'div')) {
    return undefined;
  }
  const { dataPanelType } = node.properties;
  if (typeof dataPanelType === 'string') {
    return element('blockquote', childrenOf(node), {
      dataAlert: PANELS[dataPanelType] ?? 'NOTE',
    });
  }
  const name = classes.includes('admonition')
    ? classes.find((each) => Object.hasOwn(ADMONITIONS, each))
    : undefined;
  const [title, ...others] = childrenOf(node).filter((child) => !isBlank(child));
  if (
    name === undefined ||
    others.length === 0 ||
    !isElement(title, 'p') ||
    !classesOf(title).includes('admonition-title')
  ) {
    return undefined;
  }
  const text = textOf(title).replace(/[¶]?\s*$/, '');
  const isKind = text.trim().toLowerCase() === name;
  const bold = element('p', [element('strong', [{ type: 'text', value: text.trim() }])]);
  return element('blockquote', [bold, ...others], {
    dataAlert: ADMONITIONS[name],
    dataTitled: isKind,
  });
}
