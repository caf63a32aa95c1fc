import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';
import type { TwinmarkKeptDetail, TwinmarkLiveDetail } from '../../api/live.js';
import { message } from '../../language/catalogue.js';
import { loadSharingMessages, sharingMessage } from '../../language/sharing-messages.js';
import { dataURLOf } from '../../util/data-url.js';
import { liveStatus } from '../sharing/live-status.js';
import { nameForm } from '../sharing/name-form.js';
import { PeopleList } from '../sharing/people-list.js';
import { ServerDocuments, ServerError } from '../sharing/server-documents.js';
import { openServerList } from '../sharing/server-list.js';
import { openShareDialog, type SharedDocument } from '../sharing/share-dialog.js';
import { withOtherAddresses } from '../pictures/replace-addresses.js';
import { nameForOthers, saveNameForOthers } from '../settings/preferences.js';
import type { EarlierText, HistoryDialog } from '../history/history-dialog.js';
import type { DocumentHeader } from '../shell/document-header.js';
import type { Notices } from '../ui/notices.js';
import type { Session } from './session.js';

/** The document that is open here, where it is also on the server. */
export class OnServer {
  readonly #session: Session;
  readonly #editor: TwinmarkEditorElement;
  readonly #header: DocumentHeader;
  readonly #notices: Notices;
  readonly #documents = new ServerDocuments();
  readonly #people: PeopleList;
  /** The version of the document that the stored text is based on. */
  #version: number | undefined;

  /** Resolves when the messages are loaded: an event of the editor may need one at once. */
  static async start(
    session: Session,
    editor: TwinmarkEditorElement,
    header: DocumentHeader,
    notices: Notices,
  ): Promise<OnServer> {
    await loadSharingMessages();
    return new OnServer(session, editor, header, notices);
  }

  private constructor(
    session: Session,
    editor: TwinmarkEditorElement,
    header: DocumentHeader,
    notices: Notices,
  ) {
    this.#session = session;
    this.#editor = editor;
    this.#header = header;
    this.#notices = notices;
    this.#people = new PeopleList((line) => {
      editor.goToLine(line);
    });
    header.append(this.#people.element);
    editor.addEventListener('input', () => {
      this.#people.stay();
    });
    editor.liveName = nameForOthers();
    editor.addEventListener('twinmark-live', ({ detail }) => {
      this.#follow(detail);
    });
    editor.addEventListener('twinmark-kept', ({ detail }) => {
      void this.#keep(detail);
    });
  }

  /** Shows the state of the open document; nothing if it is in this browser only. */
  show(): void {
    const { liveState } = this.#editor;
    const isHere = this.#session.entry?.serverId === undefined;
    this.#people.show(isHere ? [] : (liveState?.people ?? []));
    if (!isHere && liveState !== null) {
      const { state, text } = liveStatus(liveState);
      this.#header.saved(state, text);
    }
  }

  /**
   * Opens a document of the server, and keeps a copy in this browser.
   *
   * @returns false if there is none, or the server does not answer; the user knows the reason then
   */
  async open(id: string): Promise<boolean> {
    const store = await this.#session.connect();
    const copy = (await store.list()).find(({ serverId }) => serverId === id);
    if (copy !== undefined) {
      return this.#session.open(copy.id);
    }
    try {
      const found = await this.#documents.find(id);
      if (found === undefined) {
        return false;
      }
      const title = found.named ? found.title : undefined;
      await store.create(await this.#documents.text(id), title, { serverId: id }, id);
    } catch (error) {
      if (!(error instanceof ServerError)) {
        throw error;
      }
      this.#notices.warn(error.message);
      return false;
    }
    await this.#session.touched(id);
    return this.#session.open(id);
  }

  /**
   * Shows the versions of the open document on the server beside those of this browser, and lets the user name the
   * current one.
   *
   * @param snapshots those of this browser, the oldest first
   */
  async showHistory(dialog: HistoryDialog, snapshots: readonly EarlierText[]): Promise<void> {
    const id = this.#session.entry?.serverId;
    if (id === undefined) {
      return;
    }
    let versions: readonly EarlierText[] = [];
    try {
      versions = await this.#versions(id);
    } catch (error) {
      if (!(error instanceof ServerError)) {
        throw error;
      }
      this.#notices.warn(error.message);
    }
    const all = [...snapshots, ...versions].sort((a, b) => a.at - b.at);
    const { role } = this.#editor.liveState ?? {};
    const form = nameForm(async (label) => {
      await this.#documents.nameVersion(id, label, nameForOthers());
      return sharingMessage('version.named');
    });
    dialog.show(all, this.#editor.value, ...(role === 'write' || role === 'own' ? [form] : []));
  }

  async #versions(id: string): Promise<readonly EarlierText[]> {
    return (await this.#documents.versions(id)).map(({ version, label, author, at }) => ({
      at: new Date(at).getTime(),
      description: [
        label ?? sharingMessage('version.onServer'),
        ...(author === '' ? [] : [author]),
      ].join(' · '),
      text: () => this.#documents.versionText(id, version),
    }));
  }

  /** Lets the user open one of the documents that this browser has a right to. */
  async list(): Promise<void> {
    await openServerList(
      this.#documents,
      (id) => {
        void this.open(id);
      },
      {
        signIn: () => {
          void this.#signIn();
        },
      },
    );
  }

  /** Opens the dialog that shares and publishes the open document. */
  async share(): Promise<void> {
    if (this.#session.entry === undefined) {
      this.#session.keep();
    }
    if (!(await this.#session.flush())) {
      return;
    }
    await openShareDialog(this.#documents, this.#shared());
  }

  /** Leaves the page for the sign-in, which leads back to it; not with a text that only the page has. */
  async #signIn(): Promise<void> {
    if (await this.#session.flush()) {
      const { pathname, search } = location;
      location.assign(
        new URL(`sign-in?return=${encodeURIComponent(pathname + search)}`, document.baseURI),
      );
    }
  }

  #shared(): SharedDocument {
    const session = this.#session;
    const editor = this.#editor;
    const ownTitle = (): string => (session.entry?.renamed === true ? session.entry.title : '');
    return {
      get serverId() {
        return session.entry?.serverId;
      },
      get name() {
        return nameForOthers();
      },
      set name(name) {
        saveNameForOthers(name);
        editor.liveName = name;
      },
      keepOnServer: async () => {
        const { readOnly } = editor;
        // The text that the server is given is the one that the editor follows it from.
        editor.readOnly = true;
        try {
          const text = editor.value;
          const id = await this.#documents.create(ownTitle(), text);
          await session.keepOnServer(id);
          // Pictures need the document that they belong to; their new addresses are a change of it.
          const withImages = await withOtherAddresses(text, (picture) =>
            this.#addImage(id, picture),
          );
          if (withImages !== text) {
            session.restore(withImages);
          }
        } finally {
          editor.readOnly = readOnly;
        }
      },
      keepHereOnly: () => this.#keepHereOnly(),
      signIn: () => {
        void this.#signIn();
      },
      passOnTitle: async () => {
        const id = session.entry?.serverId;
        if (id !== undefined) {
          await this.#documents.rename(id, ownTitle());
        }
      },
    };
  }

  /** Stores a picture on the server, or in the text where that fails. */
  async #addImage(id: string, picture: Blob): Promise<string> {
    try {
      return await this.#documents.addImage(id, picture);
    } catch (error) {
      if (!(error instanceof ServerError)) {
        throw error;
      }
      this.#notices.warn(error.message);
      return dataURLOf(picture);
    }
  }

  /** Keeps a text with changes that the document on the server does not have in the same way. */
  async #keep({ reason, text }: TwinmarkKeptDetail): Promise<void> {
    const { entry } = this.#session;
    if (reason === 'refused' && entry !== undefined) {
      const store = await this.#session.connect();
      const copy = await store.create(text, message('documents.copyOf', { title: entry.title }), {
        tags: entry.tags,
      });
      await this.#session.touched(copy.id);
      this.#notices.warn(sharingMessage('refused.copy', { title: copy.title }));
    } else {
      await this.#session.keepVersion(text);
      this.#notices.say(sharingMessage('merged'));
    }
  }

  #follow(detail: TwinmarkLiveDetail): void {
    if (this.#session.entry?.serverId === undefined) {
      return;
    }
    if (detail.version !== this.#version) {
      // Others have changed the text.
      this.#version = detail.version;
      this.#session.keep();
    }
    this.show();
    if (detail.state === 'gone' || detail.role === 'none') {
      this.#notices.warn(sharingMessage(detail.state === 'gone' ? 'gone' : 'access.none'));
      void this.#keepHereOnly();
    }
  }

  /** Makes the open document one of this browser only. */
  async #keepHereOnly(): Promise<void> {
    await this.#session.keepOnServer(undefined);
    this.show();
    if (await this.#session.flush()) {
      this.#header.saved('saved', message('documents.state.saved'));
    }
  }
}
