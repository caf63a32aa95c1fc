import en from '@shared/language/en/sharing.json';
import { LazyMessages } from './lazy-messages.js';

type SharingMessageKey = keyof typeof en;

const messages = new LazyMessages<SharingMessageKey>(en, {
  de: () => import('@shared/language/de/sharing.json'),
  fr: () => import('@shared/language/fr/sharing.json'),
  pl: () => import('@shared/language/pl/sharing.json'),
});

/** Loads the messages about documents on the server: to be called by whatever shows one, before it does. */
export function loadSharingMessages(): Promise<void> {
  return messages.load();
}

/** A visible text about documents on the server in the language of the page; see `message`. */
export function sharingMessage(
  key: SharingMessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return messages.message(key, values);
}

/** A visible text that depends on a number; see `countedMessage`. */
export function countedSharingMessage<Stem extends string>(
  stem: Stem & (`${Stem}.one` extends SharingMessageKey ? Stem : never),
  count: number,
): string {
  return messages.counted(stem, count);
}
