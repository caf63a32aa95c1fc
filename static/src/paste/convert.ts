import type { Element, Root as HtmlRoot } from 'hast';
import { defaultHandlers, type State, toMdast } from 'hast-util-to-mdast';
import type { Code, ListItem, PhrasingContent, Root } from 'mdast';
import { inlineForm, type InlinePlace, type Surroundings } from './inline-form.js';
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
  /** All of it, to stand within a block. */
  readonly inline: (place: InlinePlace, around: Surroundings) => string;
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
    handlers: { ...Object.fromEntries(KEPT.map((name) => [name, keep])), pre: code, li: item },
  });
  const root = rootOf(mdast);
  return {
    isBlock: root.children.some(({ type }) => BLOCKS.has(type)),
    blocks: () => serialize(attendMarks(structuredClone(root))),
    inline: (place, around) => {
      const { node, before, after } = inlineForm(root, place, around);
      const text = serialize(attendMarks(structuredClone(node)));
      return text.slice(before.length, text.length - after.length);
    },
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

/** A list is loose by paragraphs of its own items, not by those of lists in them. */
function item(state: State, node: Element): ListItem {
  return { ...defaultHandlers.li(state, node), spread: holdsParagraph(node) };
}

function holdsParagraph(node: Element): boolean {
  return node.children.some(
    (child) => isElement(child, 'p') || (isElement(child, 'div') && holdsParagraph(child)),
  );
}

/** As emphasis, which may stand wherever text may; written as HTML by its tag. */
function keep(state: State, node: Element): PhrasingContent {
  return {
    type: 'emphasis',
    children: state.all(node) as PhrasingContent[],
    data: { tag: node.tagName },
  };
}
