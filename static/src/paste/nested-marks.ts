import type { Emphasis, Nodes, Parents, Strong } from 'mdast';
import { parse } from './escape-grammar.js';
import type { WrittenDialect } from './normalize/dialect.js';

/**
 * Writes a block with its formatting as marks, or those within each other as HTML where their marks would be read
 * otherwise: in `***a** b "**c"***`, the first mark of `c` ends what begins with `a` (spec, 6.2, rules 9 and 10).
 */
export function withMarks(block: Parents, dialect: WrittenDialect, write: () => string): string {
  const source = write();
  const isNested = block.children.some((child) => isWithin(child, true));
  if (!isNested || formattingOf(source, dialect) === formattingIn(block)) {
    return source;
  }
  // In place: a list item writes a box before the paragraph that is its own.
  block.children = tagged(block.children, false) as typeof block.children;
  return write();
}

function isMark(node: Nodes): node is Emphasis | Strong {
  return node.type === 'strong' || (node.type === 'emphasis' && node.data?.delimiter === undefined);
}

/**
 * Returns whether a node has formatting.
 *
 * @param isDeep true if it has to be within other formatting
 */
function isWithin(node: Nodes, isDeep: boolean): boolean {
  return (
    'children' in node &&
    node.children.some(
      (child) =>
        (isMark(child) && (!isDeep || isMark(node))) || isWithin(child, isDeep && !isMark(node)),
    )
  );
}

/** Returns the formatting of a block, as a letter and brackets for each. */
function formattingIn(node: Nodes): string {
  const inner = 'children' in node ? node.children.map(formattingIn).join('') : '';
  return isMark(node) ? `${node.type.charAt(0)}(${inner})` : inner;
}

function formattingOf(source: string, dialect: WrittenDialect): string {
  let formatting = '';
  parse(source, dialect).iterate({
    enter({ name }) {
      if (name === 'Emphasis' || name === 'StrongEmphasis') {
        formatting += `${name.charAt(0).toLowerCase()}(`;
      }
      // The text of an image has none.
      return name !== 'Image';
    },
    leave({ name }) {
      if (name === 'Emphasis' || name === 'StrongEmphasis') {
        formatting += ')';
      }
    },
  });
  return formatting;
}

/** Returns nodes whose formatting within other formatting, or around it, is HTML. */
function tagged(nodes: readonly Nodes[], isInside: boolean): Nodes[] {
  return nodes.flatMap((node): Nodes[] => {
    if (!('children' in node)) {
      return [node];
    }
    const isTag = isMark(node) && (isInside || isWithin(node, false));
    node.children = tagged(node.children, isInside || isMark(node)) as typeof node.children;
    if (!isTag) {
      return [node];
    }
    const tag = node.type === 'strong' ? 'strong' : 'em';
    return [
      { type: 'html', value: `<${tag}>` },
      ...node.children,
      { type: 'html', value: `</${tag}>` },
    ];
  });
}
