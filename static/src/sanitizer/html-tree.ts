import { type DefaultTreeAdapterMap, defaultTreeAdapter, html as HTML, Parser } from 'parse5';

type Types = DefaultTreeAdapterMap;

export type TreeElement = Types['element'];

/** The depth of open elements below which browsers nest no further: they make siblings of the elements. */
const MAX_DEPTH = 512;

/**
 * The number of elements, in addition to one for each code unit of the HTML, from which on it is taken for an
 * attack: formatting that is never closed is opened again in each paragraph, so that the tree of 200 KB may have
 * millions of elements. No HTML that closes its elements has more than one for each three code units.
 */
const SPARE_ELEMENTS = 10_000;

/** HTML whose tree would be too large. */
export class TooManyElementsError extends Error {
  override readonly name = 'TooManyElementsError';
}

/** Gives elements the places that browsers give them where they are nested deeply. */
class BrowserParser extends Parser<Types> {
  override _attachElementToTree(
    ...[element, location, place]: Parameters<Parser<Types>['_attachElementToTree']>
  ): void {
    const { current, depth } = this.openElements;
    if (
      depth > MAX_DEPTH &&
      place.parent === current &&
      defaultTreeAdapter.isElementNode(current)
    ) {
      super._attachElementToTree(element, location, {
        parent: current.parentNode ?? current,
        beforeElement: null,
      });
    } else {
      super._attachElementToTree(element, location, place);
    }
  }
}

/**
 * Parses a fragment in the context of a body where no scripts run, as the HTML standard says.
 *
 * @returns an element whose children are those of the fragment
 * @throws TooManyElementsError
 */
export function parseTree(html: string): TreeElement {
  let left = html.length + SPARE_ELEMENTS;
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(...element) {
      if (left-- === 0) {
        throw new TooManyElementsError();
      }
      return defaultTreeAdapter.createElement(...element);
    },
  };
  const body = defaultTreeAdapter.createElement('body', HTML.NS.HTML, []);
  const parser = BrowserParser.getFragmentParser(body, { scriptingEnabled: false, treeAdapter });
  parser.tokenizer.write(html, true);
  return parser.document.childNodes[0] as TreeElement;
}

/** A function for each step of a walk through a tree. */
export interface Visitor {
  /** Returns whether to visit the content of the element, and then leave it. */
  enter(element: TreeElement): boolean;
  text(data: string): void;
  leave(element: TreeElement): void;
}

/** Visits the elements and texts within an element, in the order of the document, without recursion. */
export function walk(root: TreeElement, visitor: Visitor): void {
  const open: { element: TreeElement; next: number }[] = [{ element: root, next: 0 }];
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const node = level.element.childNodes[level.next++];
    if (node === undefined) {
      open.pop();
      if (open.length > 0) {
        visitor.leave(level.element);
      }
    } else if (defaultTreeAdapter.isTextNode(node)) {
      visitor.text(node.value);
    } else if (defaultTreeAdapter.isElementNode(node) && visitor.enter(node)) {
      open.push({ element: node, next: 0 });
    }
  }
}

export function isHTML({ namespaceURI }: TreeElement): boolean {
  return namespaceURI === HTML.NS.HTML;
}
