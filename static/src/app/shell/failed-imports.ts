import { message } from '../../language/catalogue.js';
import type { Notices } from '../ui/notices.js';

/** Matches the messages of failed imports in Chromium and Firefox, and in WebKit; nothing else identifies them. */
const FAILED_IMPORT = /dynamically imported module|importing a module script failed/i;

/** Tells the user that a part of the page could not be loaded, unless the page is being left. */
export function tellFailedImports(notices: Notices): void {
  let isLeft = false;
  const leave = (): void => {
    isLeft = true;
  };
  const stay = (): void => {
    isLeft = false;
  };
  // Firefox rejects the imports of a page that is left before it says pagehide.
  for (const type of ['beforeunload', 'pagehide']) {
    window.addEventListener(type, leave);
  }
  // Not every page is left that was to be: the user may stay, and a link may lead to a download.
  for (const type of ['pageshow', 'keydown', 'pointerdown']) {
    window.addEventListener(type, stay, { capture: true });
  }
  window.addEventListener('unhandledrejection', (event) => {
    const reason: unknown = event.reason;
    if (reason instanceof TypeError && FAILED_IMPORT.test(reason.message)) {
      event.preventDefault();
      console.warn('A part of the page could not be loaded.', reason);
      if (!isLeft) {
        notices.warn(message('command.failed'));
      }
    }
  });
}
