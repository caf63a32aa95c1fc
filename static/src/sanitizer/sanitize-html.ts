import {
  type AttributeHolder,
  completeAttributes,
  filterAttribute,
  isAllowedElement,
  maxRowSpanCells,
  removedWithContent,
} from './allow-list.js';
import { asciiLowerCase } from './ascii.js';
import { boundFormatting } from './bounded-formatting.js';
import { markShortener } from './combining-marks.js';
import {
  isHTML,
  parseTree,
  TooManyElementsError,
  type TreeElement,
  type Visitor,
  walk,
} from './html-tree.js';
import { HTMLWriter } from './html-writer.js';
import { asTextOfPre, MAX_PASSES, wellFormed, withoutLeadingLineFeeds } from './source-text.js';
import { coveredBy } from './table-spans.js';

const goesWithContent: ReadonlySet<string> = new Set(removedWithContent);

/**
 * Makes the HTML of a document safe to show where there is no DOM: `sanitizeDocument` for Node, with the same steps on
 * the tree of another parser. The result equals the serialization of what `sanitizeDocument` returns.
 *
 * @param blocks the HTML of the document's blocks, from anywhere
 * @returns an HTML fragment that, parsed as such and serialized again, is itself; one that cannot be brought
 *   into that state is returned as the text it was, in a `pre`
 */
export function sanitizeHTML(blocks: readonly string[]): string {
  const { html } = boundFormatting(blocks.map(wellFormed), asText);
  const source = html.join('');
  return stable(source) ?? asText(source);
}

function asText(html: string): string {
  const writer = new HTMLWriter();
  writer.open('pre', []);
  writer.text(asTextOfPre(html));
  writer.close('pre');
  return writer.toString();
}

/** Cleans HTML until it is what a parser makes of it; undefined when it never is. */
function stable(html: string): string | undefined {
  try {
    let tree = parseTree(html);
    for (let pass = 0; pass < MAX_PASSES; pass++) {
      const clean = cleaned(tree);
      tree = parseTree(clean);
      if (serialized(tree) === clean) {
        return clean;
      }
    }
  } catch (error) {
    if (!(error instanceof TooManyElementsError)) {
      throw error;
    }
  }
  return undefined;
}

function serialized(tree: TreeElement): string {
  const writer = new HTMLWriter();
  walk(tree, {
    enter({ tagName, attrs }) {
      writer.open(
        tagName,
        attrs.map(({ name, value }) => [name, value]),
      );
      return true;
    },
    text(data) {
      writer.text(data);
    },
    leave({ tagName }) {
      writer.close(tagName);
    },
  });
  return writer.toString();
}

/** Serializes what the allow-list names. */
function cleaned(tree: TreeElement): string {
  const cleaner = new Cleaner();
  walk(tree, cleaner);
  return cleaner.html();
}

/** A table that is open, the cells that its row spans cover so far, and the parts of the result that say so. */
interface OpenTable {
  covered: number;
  readonly spans: number[];
}

class Cleaner implements Visitor {
  readonly #writer = new HTMLWriter();
  readonly #shorten = markShortener();
  readonly #tables: OpenTable[] = [];

  /** True after the start tag of a `pre`, until anything is in it. */
  #startsPre = false;

  enter(element: TreeElement): boolean {
    // The names of SVG have capital letters.
    const name = asciiLowerCase(element.tagName);
    if (goesWithContent.has(name)) {
      return false;
    }
    if (!isAllowedElement(name)) {
      return true;
    }
    // A parser that has reached its greatest depth takes elements of SVG and MathML out of these.
    if (!isHTML(element)) {
      return false;
    }
    const attributes = new Attributes(element);
    if (!completeAttributes(attributes)) {
      return false;
    }
    if (name === 'table') {
      this.#tables.push({ covered: 0, spans: [] });
    }
    this.#noteSpan(attributes);
    this.#writer.open(name, attributes.entries());
    this.#startsPre = name === 'pre';
    return true;
  }

  text(data: string): void {
    const text = this.#startsPre ? withoutLeadingLineFeeds(data) : data;
    if (text !== '') {
      this.#startsPre = false;
      this.#writer.text(this.#shorten(text));
    }
  }

  leave({ tagName: name }: TreeElement): void {
    if (!isAllowedElement(name)) {
      return;
    }
    if (name === 'table') {
      const { covered, spans } = this.#tables.pop() ?? { covered: 0, spans: [] };
      if (covered > maxRowSpanCells) {
        for (const span of spans) {
          this.#writer.erase(span);
        }
      }
    }
    this.#startsPre = false;
    this.#writer.close(name);
  }

  html(): string {
    return this.#writer.toString();
  }

  #noteSpan(attributes: Attributes): void {
    const table = this.#tables.at(-1);
    const index = attributes.indexOf('rowspan');
    if (table !== undefined && index >= 0) {
      table.covered += coveredBy(attributes);
      // The attributes are written after the name.
      table.spans.push(this.#writer.length + 1 + index);
    }
  }
}

/** The attributes that the allow-list leaves an element, under the names that the DOM has for them. */
class Attributes implements AttributeHolder {
  readonly localName: string;
  readonly #values = new Map<string, string>();

  constructor({ tagName, attrs }: TreeElement) {
    this.localName = tagName;
    for (const { name, value } of attrs) {
      const filtered = filterAttribute(tagName, name, value);
      if (filtered !== undefined) {
        this.#values.set(name, filtered);
      }
    }
  }

  hasAttribute(name: string): boolean {
    return this.#values.has(name);
  }

  getAttribute(name: string): string | null {
    return this.#values.get(name) ?? null;
  }

  setAttribute(name: string, value: string): void {
    this.#values.set(name, value);
  }

  /** @param selector `element[attribute]`, the only form that the allow-list has */
  matches(selector: string): boolean {
    const [, element, attribute] = /^(\w+)\[(\w+)\]$/.exec(selector) ?? [];
    if (element === undefined || attribute === undefined) {
      throw new Error(`allow-list.json has a selector of another form: ${selector}`);
    }
    return this.localName === element && this.hasAttribute(attribute);
  }

  entries(): Iterable<[string, string]> {
    return this.#values;
  }

  /** Returns -1 where there is none of that name. */
  indexOf(name: string): number {
    return this.hasAttribute(name) ? [...this.#values.keys()].indexOf(name) : -1;
  }
}
