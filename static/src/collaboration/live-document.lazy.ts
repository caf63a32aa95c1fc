import {
  type ChangeSet,
  Compartment,
  EditorState,
  type Extension,
  Prec,
  Text,
  Transaction,
} from '@codemirror/state';
import { EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { LivePerson, TwinmarkKeptDetail, TwinmarkLiveDetail } from '../api/live.js';
import { programmatic } from '../codemirror/programmatic.js';
import { pageClock } from '../schedule/page-clock.js';
import type { CancelCallback } from '../schedule/render-schedule.js';
import { caretOf, moveCaret, othersCarets } from './carets.js';
import { ChannelClaims, LockClaims } from './claims.js';
import { IndexedDbRecords } from './indexed-db-records.js';
import { LastCopies } from './last-copies.js';
import { lineDifference } from './line-difference.js';
import { socketLink, streamLink } from './links.js';
import { openSession } from './open-session.js';
import { colorIndex, PEER_COLORS } from './peers.js';
import type { Session, SessionTools } from './session.js';

/** The longest time that changes of others wait for the end of an input method's composition. */
const LONGEST_COMPOSITION_MS = 2000;

/** The editor that a live document is written in. */
export interface LiveHost {
  /** Adds an extension to the editor, or replaces the one before. It stays when a text is opened. */
  extend(extension: Extension): void;
  /** Replaces the text, and clears the undo history. */
  open(text: string): void;
  /** The text has become read-only, or editable. */
  restricted(): void;
  /** Others have changed the text. */
  merged(): void;
}

/** A text that is about to become live. */
export interface EarlyText {
  /** The text that the attribute `live-version` is the version of. */
  readonly base: string;
  /** The editor's text when it was to become live. */
  readonly text: string;
  /** The edits since. */
  readonly edits: EarlyEdit[];
}

/** An edit before the script of live documents was loaded. */
interface EarlyEdit {
  readonly changes: ChangeSet;
  /** True if it is the user's, rather than a script's. */
  readonly byWriter: boolean;
}

const NO_DETAIL: TwinmarkLiveDetail = {
  state: 'connecting',
  pending: 0,
  stored: true,
  role: undefined,
  version: undefined,
  people: [],
  detail: undefined,
};

const READ_ONLY: Extension = [
  EditorState.readOnly.of(true),
  EditorState.changeFilter.of((transaction) => transaction.annotation(programmatic) === true),
  Prec.highest(EditorView.contentAttributes.of({ 'aria-readonly': 'true' })),
];

let records: IndexedDbRecords | undefined;

function toolsFor(url: string): SessionTools {
  records ??= new IndexedDbRecords();
  // Outside secure contexts there are none.
  const { locks } = navigator as { readonly locks?: LockManager };
  return {
    ways: { socket: socketLink(url), stream: streamLink(url) },
    records,
    copies: new LastCopies(() => localStorage),
    claims: locks === undefined ? new ChannelClaims(pageClock) : new LockClaims(locks),
    clock: pageClock,
    random: Math.random,
  };
}

/**
 * Keeps an editor's text and a document of a server the same: each change of the text is sent, and those of others
 * are applied to it, without being steps to undo.
 */
export class LiveDocument {
  readonly #element: HTMLElement;
  readonly #host: LiveHost;
  readonly #restriction = new Compartment();
  readonly #listening = new AbortController();
  readonly #version: number | undefined;
  #base: Text;
  #session: Session | undefined;
  #finishing: readonly Session[] = [];
  #name: string;
  #view: EditorView | undefined;
  /** The edits from the base on, before there was a session; undefined if there were none. */
  #early: ChangeSet | undefined;
  #isOpened = false;
  #isReading = true;
  #isReadOnly = false;
  #isClosed = false;
  #detail = NO_DETAIL;
  #isTelling = false;
  #cancelDelivery: CancelCallback | undefined;
  #heldSince: number | undefined;

  /** @param element has the attributes, and is the target of the events */
  constructor(element: HTMLElement, host: LiveHost, { base, text, edits }: EarlyText) {
    this.#element = element;
    this.#host = host;
    this.#name = element.getAttribute('live-name') ?? '';
    const version = parseVersion(element.getAttribute('live-version'));
    this.#version = version;
    // The version is that of this text only.
    element.removeAttribute('live-version');
    const { href: url } = new URL(element.getAttribute('live') ?? '', document.baseURI);
    this.#base = Text.of((version === undefined ? text : base).split('\n'));
    if (version !== undefined && text !== base) {
      // Edited before the editor was loaded.
      this.#early = lineDifference(this.#base, Text.of(text.split('\n')));
    }
    for (const { changes, byWriter } of edits) {
      this.#editedEarly(changes, byWriter);
    }
    host.extend(this.#extension());
    this.#followPage();
    const known = version === undefined ? undefined : { text: this.#base, version };
    openSession(url, this.#name, known, toolsFor(url), {
      opened: (text) => {
        this.#open(text);
      },
      deliverable: () => {
        this.#planDelivery();
      },
      moved: (client, ranges) => {
        const person = this.#session?.detail.people.find((each) => each.client === client);
        this.#view?.dispatch({
          effects: moveCaret.of({ client, name: person?.name ?? '', ranges }),
        });
        this.#changed();
      },
      changed: () => {
        this.#changed();
      },
      kept: (detail) => {
        this.#dispatch('twinmark-kept', detail);
      },
    }).then(({ session, finishing }) => {
      if (this.#isClosed) {
        return;
      }
      this.#session = session;
      this.#finishing = finishing;
      this.#isReading = false;
      session.name = this.#name;
      for (const each of [session, ...finishing]) {
        each.start();
      }
      this.#restrict();
    }, reportError);
    this.#dispatch('twinmark-live', this.#detail);
  }

  get detail(): TwinmarkLiveDetail {
    return this.#detail;
  }

  set name(name: string) {
    this.#name = name;
    if (this.#session !== undefined) {
      this.#session.name = name;
    }
  }

  /** Ends the connection. The text stays. */
  close(): void {
    this.#isClosed = true;
    this.#listening.abort();
    this.#cancelDelivery?.();
    this.#deliver();
    for (const each of this.#session === undefined ? [] : [this.#session, ...this.#finishing]) {
      each.close().catch(reportError);
    }
    this.#view = undefined;
    this.#host.extend([]);
  }

  #extension(): Extension {
    return [
      this.#restriction.of(this.#isReadOnly ? READ_ONLY : []),
      othersCarets,
      ViewPlugin.define((view) => {
        this.#view = view;
        return {};
      }),
      EditorView.updateListener.of((update) => {
        this.#updated(update);
      }),
    ];
  }

  #updated({ transactions, docChanged, selectionSet, focusChanged, view }: ViewUpdate): void {
    if (docChanged && !this.#isClosed) {
      for (const each of transactions) {
        if (!each.docChanged || each.annotation(Transaction.remote) === true) {
          continue;
        }
        if (this.#isOpened) {
          this.#session?.edit(each.changes);
        } else {
          this.#editedEarly(each.changes, each.annotation(programmatic) !== true);
        }
      }
    }
    if (view.hasFocus && (docChanged || selectionSet || focusChanged)) {
      const { ranges } = view.state.selection;
      this.#session?.select(ranges.map(({ anchor, head }) => [anchor, head] as const));
    } else if (focusChanged) {
      this.#session?.leave();
    }
  }

  /** Keeps an edit for the text that is being opened. */
  #editedEarly(changes: ChangeSet, byWriter: boolean): void {
    const early = this.#early?.compose(changes) ?? changes;
    if (byWriter || this.#version !== undefined) {
      this.#early = early;
    } else {
      // A script's text has nothing to do with the document's.
      this.#base = early.apply(this.#base);
      this.#early = undefined;
    }
  }

  /** Shows the text of a session, with what has been edited while it was opened. */
  #open(text: Text): void {
    const view = this.#view;
    const session = this.#session;
    if (view === undefined || session === undefined) {
      return;
    }
    const { doc } = view.state;
    let shown = text;
    this.#isOpened = true;
    if (this.#early !== undefined) {
      const own = this.#early.map(lineDifference(this.#base, text));
      shown = own.apply(text);
      session.edit(own);
    }
    this.#early = undefined;
    if (!shown.eq(doc)) {
      this.#host.open(shown.toString());
    }
    this.#restrict();
  }

  #planDelivery(): void {
    this.#heldSince ??= pageClock.now();
    this.#cancelDelivery ??= pageClock.nextFrame(() => {
      this.#cancelDelivery = undefined;
      const waited = pageClock.now() - (this.#heldSince ?? 0);
      if (this.#view?.composing === true && waited < LONGEST_COMPOSITION_MS) {
        // Only the input method may change the text.
        this.#planDelivery();
      } else {
        this.#deliver();
      }
    });
  }

  /** Applies the changes of others to the text. */
  #deliver(): void {
    this.#heldSince = undefined;
    const changes = this.#session?.take();
    if (changes !== undefined && this.#view !== undefined) {
      this.#view.dispatch({
        changes,
        annotations: [
          Transaction.addToHistory.of(false),
          Transaction.remote.of(true),
          programmatic.of(true),
        ],
        filter: false,
      });
      this.#host.merged();
    }
  }

  #restrict(): void {
    const isReadOnly = !this.#isReading && this.#session?.isWritable !== true;
    if (isReadOnly !== this.#isReadOnly && this.#view !== undefined) {
      this.#isReadOnly = isReadOnly;
      this.#view.dispatch({
        effects: this.#restriction.reconfigure(isReadOnly ? READ_ONLY : []),
      });
      this.#host.restricted();
    }
  }

  /** Tells the host of another state, once for each task. */
  #changed(): void {
    if (!this.#isTelling) {
      this.#isTelling = true;
      queueMicrotask(() => {
        this.#isTelling = false;
        this.#tell();
      });
    }
  }

  #tell(): void {
    if (this.#session === undefined || this.#isClosed) {
      return;
    }
    this.#restrict();
    const { people, ...rest } = this.#session.detail;
    const detail = {
      ...rest,
      people: people.map(({ client, name }): LivePerson => ({
        client,
        name,
        color: PEER_COLORS[colorIndex(client)] ?? PEER_COLORS[0],
        line: this.#lineOf(client),
      })),
    };
    if (JSON.stringify(detail) !== JSON.stringify(this.#detail)) {
      this.#detail = detail;
      this.#dispatch('twinmark-live', detail);
    }
  }

  #dispatch(type: string, detail: TwinmarkLiveDetail | TwinmarkKeptDetail): void {
    this.#element.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #lineOf(client: string): number | undefined {
    const view = this.#view;
    const caret = view && caretOf(view, client);
    return caret === undefined || view === undefined || caret > view.state.doc.length
      ? undefined
      : view.state.doc.lineAt(caret).number - 1;
  }

  #followPage(): void {
    const { signal } = this.#listening;
    const all = (act: (session: Session) => void) => () => {
      for (const each of this.#session === undefined ? [] : [this.#session, ...this.#finishing]) {
        act(each);
      }
    };
    const wake = all((each) => {
      each.wake();
    });
    const keep = all((each) => {
      each.keep();
    });
    const suspect = all((each) => {
      each.suspect();
    });
    // Chromium leaves the WebSocket of a page in its back/forward cache open, where nothing answers.
    const pause = all((each) => {
      each.keep();
      each.pause();
    });
    window.addEventListener('online', wake, { signal });
    window.addEventListener('pageshow', wake, { signal });
    window.addEventListener('offline', suspect, { signal });
    window.addEventListener('pagehide', pause, { signal });
    document.addEventListener(
      'visibilitychange',
      () => {
        // A hidden page may be ended without a further event.
        (document.visibilityState === 'visible' ? wake : keep)();
      },
      { signal },
    );
  }
}

function parseVersion(value: string | null): number | undefined {
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined;
}
