import type { DocumentEntry } from './stored-document.js';

type Written = Pick<DocumentEntry, 'sequence' | 'updatedAt'>;

/**
 * Sorts documents by their last writes. Those written here come in the order of their writes, whatever the
 * clock said then; imported ones, which only have a time, are placed among them by it.
 *
 * @param now in milliseconds since 1970
 */
export function newestFirst<Entry extends Written>(
  entries: readonly Entry[],
  now: number,
): Entry[] {
  const written = entries
    .filter(({ sequence }) => sequence !== undefined)
    .sort((a, b) => (b.sequence ?? 0) - (a.sequence ?? 0));
  const imported = entries
    .filter(({ sequence }) => sequence === undefined)
    .sort((a, b) => b.updatedAt - a.updatedAt);
  const sorted: Entry[] = [];
  let next = 0;
  // No write was after the one that followed it, or after now.
  let latest = now;
  for (const [i, entry] of written.entries()) {
    latest = Math.min(latest, entry.updatedAt);
    // The last text written here opens first, however wrong the clock was.
    for (; i > 0 && (imported[next]?.updatedAt ?? -Infinity) > latest; next++) {
      sorted.push(...imported.slice(next, next + 1));
    }
    sorted.push(entry);
  }
  return [...sorted, ...imported.slice(next)];
}
