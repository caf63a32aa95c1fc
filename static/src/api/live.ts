/** The rights of a user on a document of a server. */
export type Role = 'none' | 'read' | 'write' | 'own';

/** Another tab that has the document open, of any user. */
export interface LivePerson {
  /** Names the tab: 32 hexadecimal digits. */
  readonly client: string;
  /** The name that its user goes by; may be empty. */
  readonly name: string;
  /** The colour of its caret, as in CSS: `#rrggbb`. White is readable on it. */
  readonly color: string;
  /** The zero-based line of its caret; undefined while that is not known. */
  readonly line: number | undefined;
}

/** The detail of a `twinmark-live` event. */
export interface TwinmarkLiveDetail {
  /**
   * - `connecting`: no answer of the server yet
   * - `saved`: connected, and the server has stored everything
   * - `sending`: connected, and the server has not confirmed some changes yet
   * - `offline`: not connected; the browser keeps the changes and sends them later
   * - `refused`: the server does not take the changes, or does not give the text: see `detail`
   * - `gone`: the document was deleted
   */
  readonly state: 'connecting' | 'saved' | 'sending' | 'offline' | 'refused' | 'gone';
  /** The number of changes that the server has not confirmed. */
  readonly pending: number;
  /** True if this browser has stored those changes, so that they outlast the page. */
  readonly stored: boolean;
  /** Undefined before the server's first answer. */
  readonly role: Role | undefined;
  /** The version of the server's document that the text is based on; undefined before there is one. */
  readonly version: number | undefined;
  /** The others who have the document open. */
  readonly people: readonly LivePerson[];
  /**
   * The reason for the state, if it is not plain: `limit`, `quota`, `full`, `rights`, `malformed` or `length` of
   * changes that the server has refused; `size`: a proxy in front of it accepts no request of their size; `busy`:
   * too many connections; `reload`: the page is older than the server; `signIn`: the user's session has ended, and
   * changes are sent after the next sign-in.
   */
  readonly detail: string | undefined;
}

/** The detail of a `twinmark-kept` event. */
export interface TwinmarkKeptDetail {
  /**
   * - `merged`: the changes were merged with those of others by a comparison of texts
   * - `diverged`: the text differed from the server's
   * - `replaced`: the server stored a change otherwise than it was sent
   * - `taken`: another tab has continued with the changes
   * - `refused`: the server does not take them
   */
  readonly reason: 'merged' | 'diverged' | 'replaced' | 'taken' | 'refused';
  /** The text before that. */
  readonly text: string;
}
