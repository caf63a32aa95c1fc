import type { Block, Change, DocumentProperties, Patch, Splice } from './api.js';

/**
 * Changes, patches and properties as messages: strings, which cross into Wasm and out of it in one copy; an array or an
 * object would take a call for each element. `dev.twinmark.wasm.Wire` is the other side, and
 * `dev.twinmark.message` says what a message is.
 */

const SPACE = 0x20;
const DIGIT_ZERO = 0x30;

/**
 * @param length of the text, in UTF-16 code units
 * @returns its length after the changes
 * @throws RangeError when a change is not within the text, or not behind the change before it
 */
export function checkChanges(changes: readonly Change[], length: number): number {
  let end = 0;
  let lengthAfter = length;
  for (const { from, to, insert } of changes) {
    if (!(
      Number.isInteger(from) &&
      Number.isInteger(to) &&
      end <= from &&
      from <= to &&
      to <= length
    )) {
      throw new RangeError(
        `The change from ${String(from)} to ${String(to)} is not within ${String(end)} to ${String(length)}.`,
      );
    }
    end = to;
    lengthAfter += insert.length - (to - from);
  }
  return lengthAfter;
}

export function writeChanges(changes: readonly Change[]): string {
  const numbers = changes.flatMap(({ from, to, insert }) => [from, to, insert.length]);
  return `${[changes.length, ...numbers].join(' ')} \n${changes.map(({ insert }) => insert).join('')}`;
}

export function readPatch(message: string): Patch {
  const { number, text } = reader(message);

  function list<Element>(read: () => Element): Element[] {
    const elements: Element[] = [];
    for (let count = number(); count > 0; count--) {
      elements.push(read());
    }
    return elements;
  }

  const block = (): Block => ({ html: text(), lines: number(), blankLines: number() });
  const splice = (): Splice => ({ index: number(), removed: number(), added: list(block) });
  const complete = number() === 1;
  return { splices: list(splice), complete };
}

export function readProperties(message: string): DocumentProperties {
  const { text } = reader(message);
  return {
    title: text(),
    language: text(),
    direction: text() as DocumentProperties['direction'],
  };
}

function reader(message: string): { number: () => number; text: () => string } {
  let at = 0;
  let nextText = message.indexOf('\n') + 1;

  function number(): number {
    let value = 0;
    let code = message.charCodeAt(at++);
    while (code !== SPACE) {
      value = 10 * value + (code - DIGIT_ZERO);
      code = message.charCodeAt(at++);
    }
    return value;
  }

  function text(): string {
    const length = number();
    return message.slice(nextText, (nextText += length));
  }

  return { number, text };
}
