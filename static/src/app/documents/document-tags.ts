import { distinctTags, tagKey } from '../../util/tags.js';
import type { DocumentEntry } from './stored-document.js';

/** A tag of some documents. */
export interface TagCount {
  /** As the oldest of the documents has it. */
  readonly tag: string;
  readonly count: number;
}

/** Returns the tags of a document: the user's, and those of its text. */
export function tagsOf({ tags = [], textTags = [] }: DocumentEntry): readonly string[] {
  return tags.length + textTags.length === 0 ? [] : distinctTags([...tags, ...textTags]);
}

/** Returns the tags of documents in alphabetical order. */
export function countTags(entries: readonly DocumentEntry[]): TagCount[] {
  const counts = new Map<string, { tag: string; count: number; createdAt: number }>();
  for (const entry of entries) {
    for (const tag of tagsOf(entry)) {
      const key = tagKey(tag);
      const known = counts.get(key);
      if (known === undefined) {
        counts.set(key, { tag, count: 1, createdAt: entry.createdAt });
      } else {
        known.count++;
        if (entry.createdAt < known.createdAt) {
          Object.assign(known, { tag, createdAt: entry.createdAt });
        }
      }
    }
  }
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return Array.from(counts.values(), ({ tag, count }) => ({ tag, count })).sort((a, b) =>
    compare(a.tag, b.tag),
  );
}
