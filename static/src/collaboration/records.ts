import type { ReplicaState } from './replica.js';
import type { ChangesJson } from './messages.js';
import type { Role, TwinmarkKeptDetail } from '../api/live.js';
import { type Check, hasShape, isCount, isOneOf, isString } from '../util/shape.js';

/** A document of a server as one tab has it, with what the server has not confirmed. */
export interface LiveRecord {
  /** The address of the document's connection. */
  readonly url: string;
  /** The page that may write the record: a random name for each. */
  readonly owner: string;
  /** Counts the writes of the record. */
  readonly revision: number;
  /** In milliseconds since 1970. */
  readonly savedAt: number;
  /** The user's rights as last known. */
  readonly role: Role;
  /** The revision in which the text was written. */
  readonly textRevision: number;
  /** The changes that lead from that text to that of the state's version; undefined if there are none. */
  readonly since: ChangesJson | undefined;
  readonly state: ReplicaState;
}

/** A record, and the text that its changes apply to. */
export interface StoredRecord {
  readonly record: LiveRecord;
  readonly text: string;
}

/** Thrown when another page has taken a record over. */
export class TakenError extends Error {
  override readonly name = 'TakenError';
}

/** Stores records in a browser. */
export interface RecordStore {
  /** Returns the records of a document, the last written first. Those that cannot be read are left out. */
  list(url: string): Promise<LiveRecord[]>;
  /**
   * Gives a record to a page, if it is there and can be read.
   *
   * @param owner the name of the page
   */
  take(url: string, client: string, owner: string): Promise<StoredRecord | undefined>;
  /**
   * Writes a record and its text in one transaction.
   *
   * @param text undefined: as stored
   * @throws TakenError if the record is another page's
   */
  put(record: LiveRecord, text: string | undefined): Promise<void>;
  /** Returns a record of another page, which keeps it. */
  read(url: string, client: string): Promise<StoredRecord | undefined>;
  /** Removes a record, unless it is another page's. */
  remove(url: string, client: string, owner: string): Promise<void>;
  /** Keeps a text that is about to be replaced. */
  keep(url: string, kept: TwinmarkKeptDetail): Promise<void>;
}

const isOptional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const isState: Check = (value) =>
  hasShape(value, { client: isString, version: isCount, seq: isCount, buffered: isCount }) &&
  isOptional(Array.isArray)((value as ReplicaState).buffer) &&
  isOptional((inflight) =>
    hasShape(inflight, {
      seq: isCount,
      version: isCount,
      raw: Array.isArray,
      changes: Array.isArray,
      count: isCount,
    }),
  )((value as ReplicaState).inflight);

export function isRecord(value: unknown): value is LiveRecord {
  return (
    hasShape(value, {
      url: isString,
      owner: isString,
      revision: isCount,
      savedAt: isCount,
      role: isOneOf('none', 'read', 'write', 'own'),
      textRevision: isCount,
      state: isState,
    }) && isOptional(Array.isArray)((value as LiveRecord).since)
  );
}
