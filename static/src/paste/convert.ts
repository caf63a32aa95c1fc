import type { Element, Root as HtmlRoot } from 'hast';
import { type State, toMdast } from 'hast-util-to-mdast';
import type { Code, PhrasingContent, Root } from 'mdast';
import { inlineForm } from './inline-form.js';
import { attendMarks } from './marks.js';
import { isCodeEditors } from './normalize/code.js';
import { classesOf, isElement, textOf } from './normalize/elements.js';
import { normalize } from './normalize/normalize.js';
import { serialize } from './serialize.js';

/** The node types that have to begin on a line of their own. */
const BLOCKS: ReadonlySet<string> = new Set([
  'blockquote',
  'code',
  'heading',
  'list',
  'table',
  'thematicBreak',
]);

/** The forms that Markdown has at a place in a text. */
export interface ConvertedMarkdown {
  /** True if it has to stand on lines of its own. */
  readonly isBlock: boolean;
  /** The whole, as blocks. */
  readonly blocks: () => string;
  /** One line, for a heading or the text of a link. */
  readonly line: (options: { readonly links: boolean }) => string;
  /** The content of a table's cell. */
  readonly cell: () => string;
}

/** Elements without a sign in Markdown that readers can tell from their text: they stay HTML. */
const KEPT = ['kbd', 'sub', 'sup', 'ins', 'mark'] as const;

/**
 * Converts a tree of HTML, which it changes.
 *
 * @returns undefined for the HTML of code editors, which holds colours only
 */
export function convert(tree: HtmlRoot): ConvertedMarkdown | undefined {
  if (isCodeEditors(tree)) {
    return undefined;
  }
  normalize(tree);
  const mdast = toMdast(tree, {
    document: true,
    handlers: { ...Object.fromEntries(KEPT.map((name) => [name, keep])), pre: code },
  });
  const root = rootOf(mdast);
  const text = (form: Root) => serialize(attendMarks(structuredClone(form)));
  return {
    isBlock: root.children.some(({ type }) => BLOCKS.has(type)),
    blocks: () => text(root),
    line: ({ links }) => text(inlineForm(root, { links, breaks: ' ' })),
    cell: () =>
      text(inlineForm(root, { links: true, breaks: '<br>' })).replace(/(?<!\\)\|/g, '\\|'),
  };
}

function rootOf(node: ReturnType<typeof toMdast>): Root {
  return node.type === 'root' ? node : { type: 'root', children: [node] };
}

/** The lines of a code block, blank ones at its end too. */
function code(_state: State, node: Element): Code {
  const [inner] = node.children;
  const name = isElement(inner) ? classesOf(inner)[0] : undefined;
  return {
    type: 'code',
    lang: name?.replace(/^language-/, '') ?? null,
    value: textOf(node).replace(/\n$/, ''),
  };
}

/** As emphasis, which may stand wherever text may; written as HTML by its tag. */
function keep(state: State, node: Element): PhrasingContent {
  return {
    type: 'emphasis',
    children: state.all(node) as PhrasingContent[],
    data: { tag: node.tagName },
  };
}
