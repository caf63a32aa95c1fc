import { message } from '../../language/catalogue.js';
import { loadSharingMessages, sharingMessage } from '../../language/sharing-messages.js';
import type { Notices } from '../ui/notices.js';
import type { DocumentActions } from './document-list.js';
import type { Session } from './session.js';
import type { DocumentStore } from './document-store.js';

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
        await store().pin(id, pinned);
        await session.touched(id);
      }),
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
      const copy = await current.create(stored.text, title);
      await session.touched(copy.id);
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
