import type { Element, ElementContent } from 'hast';
import { defaultHandlers, type State } from 'hast-util-to-mdast';
import type { List, PhrasingContent } from 'mdast';
import type { DefinitionDetails, DefinitionList, DefinitionTerm } from './construct-nodes.js';
import { holdsBlock, isBlank, isElement } from './normalize/elements.js';

/** Converts a list of terms and meanings; one that Markdown has no form for becomes a list of items. */
export function definitionList(state: State, node: Element): DefinitionList | List | undefined {
  const parts = partsOf(node).map((part) => partOf(state, part));
  const [first] = parts;
  const last = parts.at(-1);
  return parts.every((part) => part !== undefined) &&
    first?.type === 'definitionTerm' &&
    last?.type === 'definitionDetails'
    ? { type: 'definitionList', children: parts }
    : defaultHandlers.dl(state, node);
}

/** Groups of terms and meanings may be in elements of their own. */
function partsOf({ children }: Element): ElementContent[] {
  return children
    .flatMap((child) => (isElement(child, 'div') ? child.children : [child]))
    .filter((child) => !isBlank(child));
}

function partOf(
  state: State,
  part: ElementContent,
): DefinitionTerm | DefinitionDetails | undefined {
  if (isElement(part, 'dt') && !part.children.some(holdsBlock)) {
    const children = state.all(part) as PhrasingContent[];
    return children.length === 0 ? undefined : { type: 'definitionTerm', children };
  }
  if (isElement(part, 'dd')) {
    const children = state.toFlow(state.all(part)) as DefinitionDetails['children'];
    const spread = part.children.some((child) => isElement(child, 'p'));
    return children.length === 0 ? undefined : { type: 'definitionDetails', spread, children };
  }
  return undefined;
}
