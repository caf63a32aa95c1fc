import { filterAttribute } from './allow-list.js';

/**
 * Short URLs of pictures that stand in HTML for longer ones: a picture of megabytes would be read, compared and
 * written at each key press. They are put back once the HTML is safe.
 */
export interface StandIns {
  /** Text that is in each of them and nowhere else: a document cannot know it. */
  readonly mark: string;
  /** Returns the URL that one stands for; undefined if it is none. */
  longURL(standIn: string): string | undefined;
  /** Returns HTML with the long URLs. */
  written(html: string): string;
  /** Returns the length of HTML with the long URLs, in UTF-16 code units. */
  writtenLength(html: string): number;
}

/** A picture and the URL that stands for its own. */
interface ShortPicture {
  readonly picture: Element;
  readonly standIn: string;
}

/** The stand-ins whose long URLs were found to be allowed. */
const allowed = new WeakMap<StandIns, Set<string>>();

/**
 * Finds the pictures that have a short URL.
 *
 * @returns undefined where such a URL is anywhere else, or its long one is not allowed
 */
export function shortPictures(
  body: HTMLElement,
  standIns: StandIns | undefined,
): ShortPicture[] | undefined {
  const html = standIns === undefined ? '' : body.innerHTML;
  if (standIns === undefined || !html.includes(standIns.mark)) {
    return [];
  }
  const found = Array.from(body.querySelectorAll('img'), (picture) => ({
    picture,
    standIn: picture.getAttribute('src') ?? '',
  })).filter(({ standIn }) => isAllowed(standIn, standIns));
  return html.split(standIns.mark).length === found.length + 1 ? found : undefined;
}

/** Gives pictures their long URLs. */
export function lengthen(pictures: readonly ShortPicture[], standIns: StandIns | undefined): void {
  for (const { picture, standIn } of pictures) {
    picture.setAttribute('src', standIns?.longURL(standIn) ?? standIn);
  }
}

/** Gives pictures their short URLs. */
export function shorten(pictures: readonly ShortPicture[]): void {
  for (const { picture, standIn } of pictures) {
    picture.setAttribute('src', standIn);
  }
}

function isAllowed(standIn: string, standIns: StandIns): boolean {
  const known = allowed.get(standIns) ?? new Set();
  allowed.set(standIns, known);
  const url = known.has(standIn) ? undefined : standIns.longURL(standIn);
  if (url !== undefined && filterAttribute('img', 'src', url) === url) {
    known.add(standIn);
  }
  return known.has(standIn);
}
