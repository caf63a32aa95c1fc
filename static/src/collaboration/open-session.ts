import { ChangeSet, Text } from '@codemirror/state';
import type { Role } from '../api/live.js';
import { randomName } from '../util/random-name.js';
import { newest } from './recorder.js';
import type { StoredRecord } from './records.js';
import { Replica } from './replica.js';
import { type Beginning, Session, type SessionEvents, type SessionTools } from './session.js';

/** A text that a session begins with where there is no record. */
export interface KnownText {
  readonly text: Text;
  /** The version of the server's document that it is. */
  readonly version: number;
  /** The user's rights as last known; by default the user may write. */
  readonly role?: Role;
}

/** An opened document. None of the sessions is started. */
export interface Opened {
  readonly session: Session;
  /** They send the changes of further pages that are gone, and then remove their records. */
  readonly finishing: readonly Session[];
}

/**
 * Opens a document with the record of a page that is gone, so that its changes are shown and sent. Further
 * records of such pages are sent in the background.
 *
 * @param known undefined: without a record there is no text before the server's
 */
export async function openSession(
  url: string,
  name: string,
  known: KnownText | undefined,
  tools: SessionTools,
  events: SessionEvents,
): Promise<Opened> {
  const owner = randomName();
  let beginnings: Beginning[] = [];
  let base = known;
  try {
    beginnings = await orphans(url, owner, tools);
    base ??= beginnings.length === 0 ? await textOfAnother(url, tools) : undefined;
  } catch (error) {
    // Without storage, it is written in memory; the state says so.
    console.warn('The records of the document cannot be read.', error);
  }
  const [first, ...others] = beginnings;
  const beginning = first ?? (base && beginningWith(base));
  return {
    session: new Session(url, owner, name, beginning, tools, events),
    finishing: others.flatMap((other) => finishing(url, owner, other, tools)),
  };
}

function beginningWith({ text, version, role = 'write' }: KnownText): Beginning {
  return {
    replica: new Replica(randomName(), version, text),
    role,
    revision: 0,
    release: undefined,
  };
}

/** Takes the records whose pages are gone: those with changes first, and the last written of these. */
async function orphans(url: string, owner: string, tools: SessionTools): Promise<Beginning[]> {
  const { records, copies, claims } = tools;
  const listed = [...(await records.list(url)), ...copies.list(url).map(({ record }) => record)];
  const clients = [...new Set(listed.map(({ state }) => state.client))];
  const taken = await Promise.all(
    clients.map(async (client): Promise<Beginning[]> => {
      const release = await claims.claim(client);
      if (release === undefined) {
        return [];
      }
      const stored = newest(await records.take(url, client, owner), copies, url, client);
      const replica = stored && replicaOf(stored);
      if (replica === undefined) {
        release();
        return [];
      }
      const { role, revision } = stored?.record ?? { role: 'none', revision: 0 };
      return [{ replica, role, revision, release }];
    }),
  );
  const found = taken.flat();
  return [
    ...found.filter(({ replica }) => replica.pending > 0),
    ...found.filter(({ replica }) => replica.pending === 0),
  ];
}

/** Returns the text of a record whose page is open, for a start without the server. */
async function textOfAnother(
  url: string,
  { records }: SessionTools,
): Promise<KnownText | undefined> {
  for (const { state, role } of await records.list(url)) {
    const stored = await records.read(url, state.client);
    const replica = stored && replicaOf(stored);
    if (replica !== undefined) {
      return { text: replica.base, version: replica.version, role };
    }
  }
  return undefined;
}

/** @returns undefined if the record cannot be used */
function replicaOf({ record, text }: StoredRecord): Replica | undefined {
  try {
    const stored = Text.of(text.split('\n'));
    const base =
      record.since === undefined ? stored : ChangeSet.fromJSON(record.since).apply(stored);
    return Replica.from(record.state, base);
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    // The record stays in the database, for a version of the application that can.
    console.warn('A record of the document cannot be used.', error);
    return undefined;
  }
}

function finishing(
  url: string,
  owner: string,
  beginning: Beginning,
  tools: SessionTools,
): Session[] {
  const { replica } = beginning;
  let isDone = false;
  const none = () => undefined;
  const session = new Session(url, owner, '', beginning, tools, {
    opened: none,
    deliverable: none,
    moved: none,
    kept: none,
    changed: () => {
      if (replica.pending === 0 && !isDone) {
        isDone = true;
        discard(session);
      }
    },
  });
  if (replica.pending > 0) {
    return [session];
  }
  discard(session);
  return [];
}

function discard(session: Session): void {
  session.discard().catch((error: unknown) => {
    // The record will be found without changes next time.
    console.warn('The record of a document was not removed.', error);
  });
}
