import type { Element, Root as HtmlRoot } from 'hast';
import { defaultHandlers, type State, toMdast } from 'hast-util-to-mdast';
import type {
  Blockquote,
  Code,
  FootnoteDefinition,
  FootnoteReference,
  InlineCode,
  ListItem,
  Nodes,
  PhrasingContent,
  Root,
  RootContent,
} from 'mdast';
import { endOfFrontMatter } from '../codemirror/front-matter.js';
import type { InlineFootnote } from './construct-nodes.js';
import {
  inlineForm,
  type InlinePlace,
  linesInCells,
  linesInFormatting,
  type Surroundings,
} from './inline-form.js';
import { attendMarks } from './marks.js';
import { isCodeEditors, MATH_DISPLAY } from './normalize/code.js';
import { definitionList } from './definition-list.js';
import type { Dialect, WrittenDialect } from './normalize/dialect.js';
import { labelKey } from '../util/label-key.js';
import { classesOf, isElement, textOf } from './normalize/elements.js';
import { INLINE_NOTE, REFERENCE } from './normalize/footnotes.js';
import { FORMULA } from './normalize/formulas.js';
import { normalize } from './normalize/normalize.js';
import { serialize } from './serialize.js';

/** The node types that have to begin on a line of their own. */
const BLOCKS: ReadonlySet<string> = new Set([
  'blockquote',
  'code',
  'definitionList',
  'heading',
  'list',
  'table',
  'thematicBreak',
]);

/** The place of blocks. */
interface PlaceOfBlocks {
  /** True in no other block, where there can be alerts; else they are quotes with a title. */
  readonly isInDocument: boolean;
  /** True in an empty document, which front matter can begin; else it is a table. */
  readonly isWhole: boolean;
  /** True behind a paragraph, which may be a term. */
  readonly isBehindTerm: boolean;
}

/** The forms that Markdown has at a place in a text. */
export interface ConvertedMarkdown {
  /** True if it has to stand on lines of its own. */
  readonly isBlock: boolean;
  /** The kind of list that it is as a whole; undefined for all else. */
  readonly list: 'bulleted' | 'numbered' | undefined;
  /** The whole, as blocks. */
  readonly blocks: (place: PlaceOfBlocks) => string;
  /** All of it, to stand within a block. */
  readonly inline: (place: InlinePlace, around: Surroundings) => string;
  /** The footnotes that it refers to, which stand at the end of the document; empty if there are none. */
  readonly notes: string;
}

/** Elements without a sign in Markdown that readers can tell from their text: they stay HTML. */
const KEPT = ['kbd', 'sub', 'sup', 'ins', 'mark'] as const;

/**
 * Converts a tree of HTML, which it changes.
 *
 * @param pasted the dialect of the document that it is for
 * @param isEntity as in WrittenDialect
 * @returns undefined for the HTML of code editors, which holds colours only
 */
export function convert(
  tree: HtmlRoot,
  pasted: Dialect,
  isEntity: WrittenDialect['isEntity'],
): ConvertedMarkdown | undefined {
  if (isCodeEditors(tree)) {
    return undefined;
  }
  normalize(tree, pasted);
  const { extensions } = pasted;
  const mdast = toMdast(tree, {
    document: true,
    handlers: {
      blockquote,
      ...Object.fromEntries(KEPT.map((name) => [name, keep])),
      ...(extensions.has('definition-lists') ? { dl: definitionList } : {}),
      [FORMULA]: formula,
      [INLINE_NOTE]: inlineNote,
      [REFERENCE]: reference,
      section,
      summary,
      table,
      pre: code,
      li: item,
    },
  });
  const all = rootOf(mdast);
  linesInFormatting(all);
  linesInCells(all);
  const { root, notes } = divided(all);
  const dialect = {
    extensions,
    labels: new Set([...pasted.labels, ...notes.children.map(keyOf)]),
    isEntity,
  };
  const written = (node: Nodes, isBehindTerm = false) =>
    serialize(attendMarks(node, extensions), dialect, isBehindTerm);
  return {
    isBlock: root.children.some(({ type }) => BLOCKS.has(type)),
    list: listOf(root),
    blocks: ({ isInDocument, isWhole, isBehindTerm }) => {
      const blocks = structuredClone(root);
      if (isInDocument && extensions.has('alerts')) {
        markAlerts(blocks);
      }
      return isWhole && extensions.has('front-matter')
        ? withFrontMatter(blocks, written)
        : written(blocks, isBehindTerm);
    },
    inline: (place, around) => {
      const { node, before, after } = inlineForm(root, place, around);
      const text = written(structuredClone(node), around.isBehindTerm);
      return text.slice(before.length, text.length - after.length);
    },
    notes: written(notes),
  };
}

/** Divides what was converted into blocks and the notes that they refer to. */
function divided({ children }: Root): { readonly root: Root; readonly notes: Root } {
  const isNote = ({ type }: RootContent) => type === 'footnoteDefinition';
  return {
    root: { type: 'root', children: children.filter((child) => !isNote(child)) },
    notes: { type: 'root', children: children.filter(isNote) },
  };
}

function listOf({ children: [only, ...others] }: Root): ConvertedMarkdown['list'] {
  return only?.type !== 'list' || others.length > 0
    ? undefined
    : only.ordered === true
      ? 'numbered'
      : 'bulleted';
}

function keyOf(note: RootContent): string {
  return note.type === 'footnoteDefinition' ? labelKey(note.identifier) : '';
}

/** Returns blocks that begin a document: with front matter, or with a rule that does not begin any. */
function withFrontMatter(root: Root, written: (node: Nodes) => string): string {
  const [first, ...others] = root.children;
  if (first?.type === 'table' && first.data?.properties !== undefined) {
    const text = written({ type: 'root', children: others });
    return text === '' ? first.data.properties : `${first.data.properties}\n\n${text}`;
  }
  const text = written(root);
  const read = (from: number, to: number) => text.slice(from, to);
  return endOfFrontMatter({ length: text.length, read }) > 0 ? text.replace(/^-+/, '***') : text;
}

function rootOf(node: ReturnType<typeof toMdast>): Root {
  return node.type === 'root' ? node : { type: 'root', children: [node] };
}

function blockquote(state: State, node: Element): Blockquote {
  const { dataAlert, dataTitled } = node.properties;
  const quote = defaultHandlers.blockquote(state, node);
  return typeof dataAlert === 'string'
    ? { ...quote, data: { alert: dataAlert, isTitled: dataTitled === true } }
    : quote;
}

/** Makes alerts of those quotes that are in no other block: their titles give way to markers. */
function markAlerts(root: Root): void {
  for (const child of root.children) {
    if (child.type === 'blockquote' && child.data?.alert !== undefined) {
      if (child.data.isTitled === true) {
        child.children.shift();
      }
      child.data.isMarked = true;
    }
  }
}

function formula(_state: State, node: Element): InlineCode {
  const isDisplayed = node.properties['dataDisplayed'] === true;
  const tex = textOf(node);
  return {
    type: 'inlineCode',
    // No space may stand beside a single dollar.
    value: isDisplayed ? tex : tex.trim(),
    data: { formula: isDisplayed ? 'display' : 'inline' },
  };
}

function reference(_state: State, node: Element): FootnoteReference {
  const label = String(node.properties['dataLabel']);
  return { type: 'footnoteReference', identifier: label, label };
}

function inlineNote(state: State, node: Element): InlineFootnote {
  return { type: 'inlineFootnote', children: state.all(node) as PhrasingContent[] };
}

/** A section that holds a note; others are their content. */
function section(state: State, node: Element): RootContent[] | FootnoteDefinition {
  const label = node.properties['dataFootnote'];
  const children = state.toFlow(state.all(node));
  return typeof label === 'string'
    ? { type: 'footnoteDefinition', identifier: label, label, children }
    : children;
}

/** As blocks: by default it is a paragraph, and paragraphs in each other take twice the time for each. */
function summary(state: State, node: Element): RootContent[] {
  return state.toFlow(state.all(node));
}

function table(state: State, node: Element): ReturnType<typeof defaultHandlers.table> {
  const { dataProperties } = node.properties;
  const converted = defaultHandlers.table(state, node);
  return converted.type === 'table' && typeof dataProperties === 'string'
    ? { ...converted, data: { properties: dataProperties } }
    : converted;
}

/** The lines of a code block, blank ones at its end too. */
function code(_state: State, node: Element): Code {
  const [inner] = node.children;
  const [name, kind] = isElement(inner) ? classesOf(inner) : [];
  return {
    type: 'code',
    lang: name?.replace(/^language-/, '') ?? null,
    value: textOf(node).replace(/\n$/, ''),
    ...(kind === MATH_DISPLAY ? { data: { isFormula: true } } : {}),
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
