import { boundFormatting } from './bounded-formatting.js';
import { inert, parse, textBlock } from './inert-document.js';
import { randomName } from '../util/random-name.js';
import type { StandIns } from './stand-ins.js';

/**
 * Blocks that follow each other and cannot be parsed one by one: their raw HTML opens in one what it
 * closes in another. Most often it is a single block.
 */
export interface Joined {
  /** The number of blocks. */
  readonly count: number;
  /** The nodes that a parser makes of them, as the children of a body. */
  readonly body: HTMLElement;
  /** True if what follows is parsed as if they were not there. Otherwise they reach into it. */
  readonly closed: boolean;
}

/**
 * Finds where the parser of HTML, having read some blocks, is in the state in which it began: no element
 * open, no formatting to reconstruct, no form remembered. The blocks before and behind such a place are
 * parsed the same apart as together.
 *
 * The parser itself is asked, by a mark behind each block. A comment becomes a child of the body only
 * where no other element is open (and where one is, a table does not give it away, as it does text); a
 * `wbr`, which has formatting elements reconstructed around it, becomes the comment's next sibling only
 * where there are none; and a form is ignored where another one was never closed.
 * https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody
 *
 * @param standIns the short URLs in the blocks
 */
export function separate(blocks: readonly string[], standIns?: StandIns): Joined[] {
  // As long as the HTML will be: the limit has to be reached where it is without stand-ins.
  const lengthOf = standIns && ((part: string) => standIns.writtenLength(part));
  const { html, counts } = boundFormatting(blocks, (part) => textBlock(part).outerHTML, lengthOf);
  let from = 0;
  return separateBounded(html).map((joined) => {
    const count = counts.slice(from, (from += joined.count)).reduce((sum, own) => sum + own, 0);
    return { ...joined, count };
  });
}

function separateBounded(blocks: readonly string[]): Joined[] {
  const mark = new Mark(blocks.some((html) => FORM.test(html)));
  const stretches = stretchesOf(blocks, mark);
  const joined: Joined[] = [];
  let from = 0;
  let taken = 0;
  for (const [index, stretch] of stretches.entries()) {
    if (index < taken) {
      continue;
    }
    if (stretch.count === 1 && stretch.closed) {
      joined.push(stretch);
      from++;
      continue;
    }
    const whole = join(blocks.slice(from), stretches.slice(index), mark);
    joined.push(whole.joined);
    from += whole.joined.count;
    taken = index + whole.stretches;
  }
  return joined;
}

/** Returns the stretches between the marks that came out whole, when all blocks are parsed at once. */
function stretchesOf(blocks: readonly string[], mark: Mark): Joined[] {
  const whole = parse(blocks.map((html, index) => html + mark.html(index)).join(''));
  const stretches: Joined[] = [];
  let from = 0;
  let body = inert.createElement('body');
  for (let node = whole.firstChild; node !== null;) {
    const index = mark.indexAt(node);
    const next: ChildNode | null = index < 0 ? node.nextSibling : mark.skip(node);
    if (index >= from) {
      stretches.push({ count: index + 1 - from, body, closed: true });
      from = index + 1;
      body = inert.createElement('body');
    } else {
      body.append(node);
    }
    node = next;
  }
  if (from < blocks.length) {
    stretches.push({ count: blocks.length - from, body, closed: false });
  }
  return stretches;
}

/**
 * Parses the blocks of the first stretch, and as many more as they reach into: without the marks within,
 * which may have changed what the parser made of them. Twice as far each time, so that the work is at
 * most four times that of the right number.
 */
function join(
  blocks: readonly string[],
  stretches: readonly Joined[],
  mark: Mark,
): { joined: Joined; stretches: number } {
  for (let reach = 1; ; reach *= 2) {
    const count = stretches.slice(0, reach).reduce((sum, stretch) => sum + stretch.count, 0);
    const html = blocks.slice(0, count).join('');
    const body = parse(html + mark.html(count));
    if (mark.isLastOf(body, count)) {
      return { joined: { count, body, closed: true }, stretches: reach };
    }
    if (reach >= stretches.length) {
      return { joined: { count, body: parse(html), closed: false }, stretches: reach };
    }
  }
}

/** Text that looks so is escaped: this is a tag, or within a raw comment or attribute. */
const FORM = /<form/i;

/** The nodes that are put after a block, under a name that no document can know. */
class Mark {
  readonly #name = randomName();
  readonly #forms: boolean;

  /**
   * @param forms whether a form may be open. Else there is none in the mark either: each form that is
   *   moved makes Chromium look through its whole tree for controls.
   */
  constructor(forms: boolean) {
    this.#forms = forms;
  }

  html(index: number): string {
    const name = `${this.#name}-${String(index)}`;
    return `<!--${name}--><wbr id="${name}">${this.#forms ? `<form id="${name}"></form>` : ''}`;
  }

  /** The number of the mark that begins with the node and is whole; or -1. */
  indexAt(node: Node): number {
    if (node.nodeType !== Node.COMMENT_NODE) {
      return -1;
    }
    const name = (node as Comment).data;
    if (!name.startsWith(this.#name)) {
      return -1;
    }
    const wbr = node.nextSibling as Element | null;
    if (wbr?.id !== name) {
      return -1;
    }
    const form = wbr.nextSibling as Element | null;
    return !this.#forms || (form?.id === name && form.firstChild === null)
      ? Number(name.slice(this.#name.length + 1))
      : -1;
  }

  /** Returns the node after the mark that begins with the node. */
  skip(node: ChildNode): ChildNode | null {
    let after: ChildNode | null = node;
    for (let i = 0; i < this.#length; i++) {
      after = after?.nextSibling ?? null;
    }
    return after;
  }

  /** Returns whether the mark is the last thing in the body; if so, removes it. */
  isLastOf(body: HTMLElement, index: number): boolean {
    const nodes = [...body.childNodes].slice(-this.#length);
    const [comment] = nodes;
    if (comment === undefined || this.indexAt(comment) !== index) {
      return false;
    }
    for (const node of nodes) {
      node.remove();
    }
    return true;
  }

  /** The number of nodes in the mark. */
  get #length(): number {
    return this.#forms ? 3 : 2;
  }
}
