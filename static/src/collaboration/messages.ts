import type { Role } from '../api/live.js';
import { parseJson } from '../util/parse-json.js';
import { hasShape, isCount, isOneOf, isString } from '../util/shape.js';

/** The protocol that this version speaks. Versions of a document count from 0. */
export const PROTOCOL = 1;

/** A `ChangeSet` as JSON. */
export type ChangesJson = readonly (number | readonly [number, ...string[]])[];

/** Parts of a text that a writer has selected: anchor and head of each, in UTF-16 code units. */
export type Ranges = readonly (readonly [number, number])[];

/** A message of a client. */
export type ClientMessage =
  | {
      readonly type: 'hello';
      readonly protocol: number;
      readonly client: string;
      /** Null asks for the text. */
      readonly version: number | null;
      readonly name: string;
    }
  | Push
  | { readonly type: 'cursor'; readonly version: number; readonly ranges: Ranges };

export interface Push {
  readonly type: 'push';
  readonly seq: number;
  readonly version: number;
  readonly changes: ChangesJson;
}

/** A change in the server's log. */
export interface LoggedChange {
  readonly client: string;
  readonly seq: number;
  readonly changes: ChangesJson;
}

export interface ChangesMessage {
  readonly type: 'changes';
  /** The version that the first of the list applies to. */
  readonly from: number;
  readonly list: readonly LoggedChange[];
}

export interface TextMessage {
  readonly type: 'text';
  readonly version: number;
  readonly text: string;
  /** The last push of this client that is part of the text; without it, that of `welcome` holds. */
  readonly seq?: number;
}

export interface ChecksumMessage {
  readonly type: 'checksum';
  readonly version: number;
  readonly hash: number;
}

/** Reasons that may pass while the user writes on: others delete something, or the operator makes room. */
const PASSING = ['limit', 'quota', 'full', 'size'] as const;

type PassingReason = (typeof PASSING)[number];

/** `size` comes from a proxy in front of the server, which accepts no message that long. */
export type RefusalReason = 'old' | 'malformed' | 'length' | 'rights' | PassingReason;

export function isPassing(reason: string | undefined): reason is PassingReason {
  return PASSING.some((each) => each === reason);
}

interface RefusedMessage {
  readonly type: 'refused';
  readonly seq: number;
  readonly reason: RefusalReason;
}

export interface WelcomeMessage {
  readonly type: 'welcome';
  readonly role: Role;
  readonly version: number;
  /** The last push of this client that the server knows. */
  readonly seq: number;
  readonly limits: {
    /** The longest push, in UTF-16 code units of its JSON. */
    readonly pushBytes: number;
  };
}

export interface Person {
  readonly client: string;
  readonly name: string;
}

export interface CursorMessage {
  readonly type: 'cursor';
  readonly client: string;
  readonly version: number;
  readonly ranges: Ranges;
}

/** A message of a server. */
export type ServerMessage =
  | WelcomeMessage
  | TextMessage
  | ChangesMessage
  | ChecksumMessage
  | RefusedMessage
  | CursorMessage
  | { readonly type: 'people'; readonly list: readonly Person[] }
  | { readonly type: 'role'; readonly role: Role }
  | { readonly type: 'reload' }
  | { readonly type: 'gone' }
  | { readonly type: 'busy' }
  | { readonly type: 'beat' };

const isRole = isOneOf('none', 'read', 'write', 'own');

function isListOf(check: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.every(check);
}

const isRanges = isListOf(
  (range) => Array.isArray(range) && range.length === 2 && range.every(isCount),
);

const SHAPES: Readonly<Record<ServerMessage['type'], Parameters<typeof hasShape>[1]>> = {
  welcome: {
    role: isRole,
    version: isCount,
    seq: isCount,
    limits: (limits) => hasShape(limits, { pushBytes: isCount }),
  },
  text: { version: isCount, text: isString },
  changes: {
    from: isCount,
    list: isListOf((each) =>
      hasShape(each, { client: isString, seq: isCount, changes: Array.isArray }),
    ),
  },
  checksum: { version: isCount, hash: isCount },
  refused: { seq: isCount, reason: isOneOf('old', 'malformed', 'length', 'rights', ...PASSING) },
  cursor: { client: isString, version: isCount, ranges: isRanges },
  people: { list: isListOf((each) => hasShape(each, { client: isString, name: isString })) },
  role: { role: isRole },
  reload: {},
  gone: {},
  busy: {},
  beat: {},
};

/** Reads a message of a server; undefined for one of another type or form, which is ignored. */
export function parseMessage(json: string): ServerMessage | undefined {
  const value = parseJson(json);
  if (!hasShape(value, { type: isString })) {
    return undefined;
  }
  const { type } = value as { readonly type: string };
  const shape = Object.hasOwn(SHAPES, type) ? SHAPES[type as ServerMessage['type']] : undefined;
  return shape !== undefined && hasShape(value, shape) ? (value as ServerMessage) : undefined;
}
