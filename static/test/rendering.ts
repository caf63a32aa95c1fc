import { fromHtml } from 'hast-util-from-html';
import type { Element, Nodes } from 'hast';

/** Elements that format a part of a line. Their nesting cannot be seen, nor where one ends that goes on. */
const MARKS: ReadonlySet<string> = new Set([
  'strong',
  'em',
  'del',
  'code',
  'ins',
  'mark',
  'sub',
  'sup',
  'a',
]);

/** A character, or an image or line break, with its formatting. */
interface Sign {
  readonly sign: string;
  readonly marks: string;
}

/**
 * Returns what readers see of rendered HTML, in one spelling: its blocks with the attributes that show, and
 * each stretch of text with its formatting. White space is as browsers show it: one space, none at line ends,
 * and no line breaks at the ends of a paragraph.
 */
export function seenIn(html: string): string {
  return blocksIn(fromHtml(html, { fragment: true }).children);
}

/** The same of the content of the first element of a name. */
export function seenInFirst(html: string, name: string): string | undefined {
  const found = find(fromHtml(html, { fragment: true }), name);
  return found === undefined ? undefined : blocksIn(found.children);
}

/** Returns whether all of the HTML is one paragraph. */
export function isParagraph(html: string): boolean {
  const [only, ...others] = fromHtml(html, { fragment: true }).children.filter(
    (node) => node.type !== 'text' || node.value.trim() !== '',
  );
  return others.length === 0 && only?.type === 'element' && only.tagName === 'p';
}

function find(node: Nodes, name: string): Element | undefined {
  if (node.type === 'element' && node.tagName === name) {
    return node;
  }
  for (const child of 'children' in node ? node.children : []) {
    const found = find(child, name);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function blocksIn(nodes: readonly Nodes[]): string {
  let shown = '';
  let line: Sign[] = [];
  const flush = () => {
    shown += lineOf(line);
    line = [];
  };
  for (const node of nodes) {
    if (node.type === 'element' && !isInline(node)) {
      flush();
      shown += blockOf(node);
    } else {
      line.push(...signsIn(node, []));
    }
  }
  flush();
  return shown;
}

/** Empty headings and paragraphs show nothing. */
function blockOf(node: Element): string {
  const name = node.tagName;
  if (name === 'pre') {
    return `<pre${attributes(find(node, 'code') ?? node)}>${textIn(node)}</pre>`;
  }
  const content = blocksIn(node.children);
  return content === '' && /^(?:h[1-6]|p)$/.test(name)
    ? ''
    : `<${name}${attributes(node)}>${content}</${name}>`;
}

function isInline({ tagName }: Element): boolean {
  return MARKS.has(tagName) || ['img', 'br', 'input'].includes(tagName);
}

function signsIn(node: Nodes, marks: readonly string[]): Sign[] {
  const here = [...new Set(marks)].sort().join('');
  if (node.type === 'text') {
    return Array.from(node.value, (sign) => ({ sign, marks: here }));
  }
  if (node.type !== 'element') {
    return [];
  }
  if (!MARKS.has(node.tagName)) {
    return [{ sign: `<${node.tagName}${attributes(node)}>`, marks: here }];
  }
  const mark = `<${node.tagName}${attributes(node)}>`;
  return node.children.flatMap((child) => signsIn(child, [...marks, mark]));
}

/** A space has no formatting: Markdown puts marks beside words. */
function lineOf(signs: readonly Sign[]): string {
  let shown = '';
  let marks = '';
  let isSpace = false;
  for (const { sign, marks: here } of signs) {
    if (/^\s$/.test(sign)) {
      isSpace = shown !== '' && !shown.endsWith('<br>');
      continue;
    }
    const isBreak = sign === '<br>';
    if (isBreak && shown === '') {
      continue;
    }
    if (isSpace && !isBreak) {
      shown += ' ';
    }
    isSpace = false;
    const next = isBreak ? '' : here;
    if (next !== marks) {
      shown += `{${next}}`;
      marks = next;
    }
    shown += sign;
  }
  return shown.endsWith('<br>') ? shown.slice(0, -'<br>'.length) : shown;
}

function attributes({ properties }: Element): string {
  return ['href', 'src', 'alt', 'title', 'start', 'align', 'checked', 'className']
    .flatMap((key) =>
      properties[key] === undefined
        ? []
        : [` ${key}=${JSON.stringify(shownValue(properties[key]))}`],
    )
    .join('');
}

/** White space at the end of an alternative text, from a footnote's reference behind it, is not shown. */
function shownValue(value: Element['properties'][string]): Element['properties'][string] {
  return typeof value === 'string' ? value.trimEnd() : value;
}

function textIn(node: Nodes): string {
  return node.type === 'text'
    ? node.value
    : 'children' in node
      ? node.children.map(textIn).join('')
      : '';
}
