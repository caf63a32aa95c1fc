/** The length of the longest tag, in UTF-16 code units: it has to fit a line of the side panel. */
export const MAX_TAG_UNITS = 40;

/** The number of tags that a document can have: more are no help in finding it. */
export const MAX_TAGS = 20;

/**
 * Returns the tags in a list with commas between them, as front matter and the user write it. A leading `#`, as of
 * tags within a text, is not part of a tag. Tags that are too long are left out, as are those beyond the limit.
 */
export function tagsIn(list: string): string[] {
  return distinctTags(
    list
      .split(/[,\n]/)
      .map(tagOf)
      .filter((tag) => tag !== '' && tag.length <= MAX_TAG_UNITS),
  ).slice(0, MAX_TAGS);
}

/** Returns a tag without the spaces and the `#` around it. */
export function tagOf(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().replace(/^#+ ?/, '');
}

/** Returns the form in which tags are compared: case is ignored. */
export function tagKey(tag: string): string {
  return tag.toLowerCase();
}

/** Returns tags without those that differ in case alone from one before. */
export function distinctTags(tags: readonly string[]): string[] {
  const keys = new Set<string>();
  return tags.filter((tag) => {
    const size = keys.size;
    return keys.add(tagKey(tag)).size > size;
  });
}
