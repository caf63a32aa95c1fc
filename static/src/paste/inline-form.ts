import type { Nodes, Parents, PhrasingContent, Root } from 'mdast';

interface Options {
  readonly links: boolean;
  /** The sign between two blocks, and for a line break. */
  readonly breaks: ' ' | '<br>';
}

/** One paragraph that holds the text of all blocks, for a place that takes no more than a line. */
export function inlineForm(root: Root, options: Options): Root {
  const lines: PhrasingContent[][] = [];
  collect(root, lines, options);
  const children = lines
    .filter((line) => line.length > 0)
    .flatMap((line, index) => (index === 0 ? line : [breakOf(options), ...line]));
  return { type: 'root', children: [{ type: 'paragraph', children }] };
}

function collect(node: Parents, lines: PhrasingContent[][], options: Options): void {
  let isInline = false;
  for (const child of node.children) {
    if (isPhrasing(child)) {
      if (!isInline) {
        lines.push([]);
        isInline = true;
      }
      lines.at(-1)?.push(...phrasing(child, options));
      continue;
    }
    isInline = false;
    if (child.type === 'code') {
      lines.push(
        ...child.value
          .split('\n')
          .map((value): PhrasingContent[] => [{ type: 'inlineCode', value }]),
      );
    } else if (child.type === 'tableRow') {
      lines.push(
        child.children.flatMap((cell, index) => [
          ...(index === 0 ? [] : [{ type: 'text', value: ' ' } as const]),
          ...cell.children.flatMap((inner) => phrasing(inner, options)),
        ]),
      );
    } else if ('children' in child) {
      const before = lines.length;
      collect(child, lines, options);
      if (child.type === 'listItem' && typeof child.checked === 'boolean') {
        lines[before]?.unshift({ type: 'text', value: child.checked ? '[x] ' : '[ ] ' });
      }
    }
  }
}

function phrasing(node: PhrasingContent, options: Options): PhrasingContent[] {
  if (node.type === 'break') {
    return [breakOf(options)];
  }
  if (node.type === 'text') {
    return [{ type: 'text', value: node.value.replace(/\s*\n\s*/g, ' ') }];
  }
  if (!('children' in node)) {
    return [node];
  }
  const children = node.children.flatMap((child) => phrasing(child, options));
  return node.type === 'link' && !options.links ? children : [{ ...node, children }];
}

function breakOf({ breaks }: Options): PhrasingContent {
  return breaks === ' ' ? { type: 'text', value: ' ' } : { type: 'html', value: '<br>' };
}

const INLINE = [
  'break',
  'delete',
  'emphasis',
  'html',
  'image',
  'inlineCode',
  'link',
  'strong',
  'text',
];

function isPhrasing(node: Nodes): node is PhrasingContent {
  return INLINE.includes(node.type);
}
