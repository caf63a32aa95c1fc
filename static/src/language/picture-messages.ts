import en from '@shared/language/en/pictures.json';
import { LazyMessages } from './lazy-messages.js';

type PictureMessageKey = keyof typeof en;

const messages = new LazyMessages<PictureMessageKey>(en, {
  de: () => import('@shared/language/de/pictures.json'),
  fr: () => import('@shared/language/fr/pictures.json'),
  pl: () => import('@shared/language/pl/pictures.json'),
});

/** Loads the messages about pictures: to be called by whatever shows one, before it does. */
export function loadPictureMessages(): Promise<void> {
  return messages.load();
}

/** A visible text about pictures in the language of the page; see `message`. */
export function pictureMessage(
  key: PictureMessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return messages.message(key, values);
}
