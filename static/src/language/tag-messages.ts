import en from '@shared/language/en/tags.json';
import { LazyMessages } from './lazy-messages.js';

type TagMessageKey = keyof typeof en;

const messages = new LazyMessages<TagMessageKey>(en, {
  de: () => import('@shared/language/de/tags.json'),
  fr: () => import('@shared/language/fr/tags.json'),
  pl: () => import('@shared/language/pl/tags.json'),
});

/** Loads the messages about tags: to be called by whatever shows one, before it does. */
export function loadTagMessages(): Promise<void> {
  return messages.load();
}

/** A visible text about tags in the language of the page; see `message`. */
export function tagMessage(
  key: TagMessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return messages.message(key, values);
}
