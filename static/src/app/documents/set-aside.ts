import { countedMessage, message } from '../../language/catalogue.js';
import { download } from '../files/download.js';
import type { Notices } from '../ui/notices.js';
import type { SetAside } from './stored-values.js';

/** Storage key of the list of places that the user has been told of. */
const TOLD_KEY = 'twinmark.set-aside';

/** Tells the user, once for each, of stored values that cannot be read, and offers them as a file. */
export function tellSetAside(values: readonly SetAside[], notices: Notices): void {
  const told = toldPlaces();
  const untold = values.filter(({ place }) => !told.includes(place));
  if (untold.length === 0) {
    return;
  }
  remember(values);
  notices.warn(countedMessage('documents.setAside', untold.length), {
    label: message('documents.saveAsFile'),
    run: () => {
      download(
        'twinmark-set-aside.json',
        new Blob([JSON.stringify(untold, null, 2)], { type: 'application/json' }),
      );
    },
  });
}

function toldPlaces(): readonly unknown[] {
  try {
    const places: unknown = JSON.parse(localStorage.getItem(TOLD_KEY) ?? '[]');
    return Array.isArray(places) ? places : [];
  } catch (error) {
    return tellAgain(error);
  }
}

function remember(values: readonly SetAside[]): void {
  try {
    localStorage.setItem(TOLD_KEY, JSON.stringify(values.map(({ place }) => place)));
  } catch (error) {
    tellAgain(error);
  }
}

/** Returns no places if storage is full, blocked or damaged, so that each visit tells the user of all. */
function tellAgain(error: unknown): readonly unknown[] {
  if (error instanceof DOMException || error instanceof SyntaxError) {
    return [];
  }
  throw error;
}
