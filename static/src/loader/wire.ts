import type { Block, Change, Patch, Splice } from '../markdown.js';

/**
 * Changes and patches as strings, which cross into Wasm and out of it in one copy; an array or an object
 * would take a call for each element. `dev.twinmark.wasm.Wire` is the other side.
 */

const SPACE = 0x20;
const LINE_FEED = 0x0a;
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
  return `${numbers.join(' ')}\n${changes.map(({ insert }) => insert).join('')}`;
}

export function readPatch(wire: string): Patch {
  let at = 0;
  let html = wire.indexOf('\n') + 1;
  const end = html - 1;

  function number(): number {
    let value = 0;
    for (; ; at++) {
      const code = wire.charCodeAt(at);
      if (code === SPACE || code === LINE_FEED) {
        at++;
        return value;
      }
      value = 10 * value + (code - DIGIT_ZERO);
    }
  }

  function block(): Block {
    const length = number();
    const lines = number();
    const blankLines = number();
    return { html: wire.slice(html, (html += length)), lines, blankLines };
  }

  const complete = number() === 1;
  const splices: Splice[] = [];
  while (at < end) {
    const index = number();
    const removed = number();
    const count = number();
    const added: Block[] = [];
    for (let i = 0; i < count; i++) {
      added.push(block());
    }
    splices.push({ index, removed, added });
  }
  return { splices, complete };
}
