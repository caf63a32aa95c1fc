import { message } from '../../language/catalogue.js';
import { Pause } from '../../schedule/pause.js';
import { loadSharingMessages, sharingMessage } from '../../language/sharing-messages.js';
import type { Notices } from '../ui/notices.js';
import type { DocumentActions } from './document-list.js';
import type { Session } from './session.js';
import type { DocumentStore } from './document-store.js';
import { headingOf } from './title.js';

/** The number of texts whose tags are read in one transaction: they are in memory one by one. */
const TAG_BATCH = 50;

/** Matches the beginning of a text that may have front matter; most have none, and need not be rendered. */
const MAY_HAVE_TAGS = /^\uFEFF?---/;

/**
 * Implements the actions of the list of documents on the store and the open document.
 *
 * @param attempt runs a change of the store, and notifies the user if it fails
 */
export function documentActions(
  session: Session,
  notices: Notices,
  attempt: (work: () => Promise<unknown>) => Promise<void>,
  showHistory: () => Promise<void>,
): DocumentActions {
  // Looked up each time: the browser may have closed the previous store.
  const store = (): DocumentStore => {
    if (session.store === undefined) {
      throw new DOMException('The store is closed.', 'InvalidStateError');
    }
    return session.store;
  };

  return {
    list: async () => (await session.connect()).list(),
    search: (words) => store().search(words),
    current: () => session.entry?.id,
    open: (id) => attempt(() => session.open(id)),
    rename: (id, title) =>
      attempt(async () => {
        await store().rename(id, title);
        await session.touched(id);
      }),
    pin: (id, pinned) =>
      attempt(async () => {
        await store().change([id], ({ entry }) => ({ ...entry, pinned }));
        await session.touched(id);
      }),
    editTags: (id) =>
      attempt(async () => {
        const { showTags } = await import('./tags-dialog.js');
        await showTags(id, {
          list: () => store().list(),
          tag: (change) =>
            attempt(async () => {
              await store().change([id], ({ entry }) => ({
                ...entry,
                tags: change(entry.tags ?? []),
              }));
              await session.touched(id);
            }),
        });
      }),
    readTags: () => attempt(() => readTags(store())),
    duplicate: (id) => attempt(() => duplicate(store(), id)),
    remove: (id) => attempt(() => remove(store(), id)),
    trash: {
      list: () => store().trash(),
      text: (id) => store().trashedText(id),
      restore: (id) => attempt(() => restore(id)),
      erase: (ids) => attempt(() => store().erase(ids)),
    },
    history: (id) =>
      attempt(async () => {
        if (await session.open(id)) {
          await showHistory();
        }
      }),
  };

  async function duplicate(current: DocumentStore, id: string): Promise<void> {
    const stored = await current.read(id);
    if (stored !== undefined) {
      const title = message('documents.copyOf', { title: stored.entry.title });
      const copy = await current.create(stored.text, title, { tags: stored.entry.tags });
      await session.touched(copy.id);
    }
  }

  /** Reads the tags of texts that an earlier version has stored. */
  async function readTags(current: DocumentStore): Promise<void> {
    const entries = await current.list();
    const unread = entries.filter(({ textTags }) => textTags === undefined).map(({ id }) => id);
    const pause = new Pause();
    for (let i = 0; i < unread.length; i += TAG_BATCH) {
      await pause.ifDue();
      await current.change(unread.slice(i, i + TAG_BATCH), ({ entry, text }) => {
        const textTags = MAY_HAVE_TAGS.test(text) ? headingOf(text).textTags : [];
        return textTags === undefined ? entry : { ...entry, textTags };
      });
    }
  }

  async function restore(id: string): Promise<void> {
    await store().restore(id);
    await session.touched(id);
  }

  async function remove(current: DocumentStore, id: string): Promise<void> {
    const wasOpen = session.entry?.id === id;
    if (wasOpen && !(await session.flush())) {
      return;
    }
    const removed = await current.read(id);
    if (removed === undefined) {
      return;
    }
    await current.remove(id, Date.now());
    await session.touched(id);
    const { title, serverId } = removed.entry;
    await loadSharingMessages();
    const said =
      serverId === undefined
        ? message('documents.deleted', { title })
        : sharingMessage('deletedHere', { title });
    notices.say(said, {
      label: message('documents.undo'),
      run: () =>
        void attempt(async () => {
          await restore(id);
          if (wasOpen) {
            await session.open(id);
          }
        }),
    });
  }
}
