import type { Item } from './containers.js';

/**
 * The marker of an item, up to its content.
 *
 * @param like an item whose kind of marker it has
 * @param number of an ordered list's item
 * @param box of a task
 */
export function markerText(
  like: Pick<Item, 'number' | 'delimiter'>,
  number: number,
  box?: string,
): string {
  const mark = like.number === undefined ? like.delimiter : String(number) + like.delimiter;
  return `${mark} ${box === undefined ? '' : `${box} `}`;
}
