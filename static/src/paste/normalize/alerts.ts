import type { Root } from 'hast';
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

/** Makes quotes of alerts, as the engine and GitHub have them, with their titles in bold and their kinds as data. */
export function alertQuotes(root: Root): void {
  replaceElements(root, (node) => {
    if (isElement(node, 'blockquote')) {
      // An attribute of this name that another page has says nothing of alerts.
      delete node.properties['dataAlert'];
      return [node];
    }
    const classes = classesOf(node);
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
      element('blockquote', [element('p', [bold]), ...others], { dataAlert: kind.toUpperCase() }),
    ];
  });
}
