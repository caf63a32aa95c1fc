import { hasShape, isBoolean, isCount, isOneOf, isString } from '../../util/shape.js';
import type { FileOrigin } from '../files/document-access.js';
import type { DocumentEntry, Snapshot } from './stored-document.js';
import { headingOf } from './title.js';
import type { TrashedDocument } from './trash.js';

/**
 * Stored data is input: another version of this application, another script of this origin, an extension
 * or a damaged profile may have written it. The checks of all that is read back are here.
 */

/** A stored value that cannot be read. It stays where it is. */
export interface SetAside {
  /** The store and the key. */
  readonly place: string;
  readonly value: unknown;
}

export function isDocumentEntry(value: unknown): value is DocumentEntry {
  return (
    hasShape(value, {
      id: isString,
      title: isString,
      renamed: isBoolean,
      createdAt: isTime,
      updatedAt: isTime,
      revision: isCount,
      length: isCount,
    }) &&
    isStringOrUndefined((value as DocumentEntry).writer) &&
    isStringOrUndefined((value as DocumentEntry).excerpt) &&
    isBooleanOrUndefined((value as DocumentEntry).pinned) &&
    isStringOrUndefined((value as DocumentEntry).serverId) &&
    isTagsOrUndefined((value as DocumentEntry).tags) &&
    isTagsOrUndefined((value as DocumentEntry).textTags) &&
    isCountOrUndefined((value as DocumentEntry).sequence)
  );
}

/** Returns a document's entry from the valid parts of the stored one, with defaults for the rest. */
export function repairedEntry(id: string, value: unknown, text: string): DocumentEntry {
  const stored = Object(value) as Partial<Record<keyof DocumentEntry, unknown>>;
  const { title, createdAt, updatedAt, revision, writer, sequence, pinned, serverId, tags } =
    stored;
  const isRenamed = stored.renamed === true && isString(title);
  const heading = headingOf(text);
  return {
    id,
    ...heading,
    ...(isRenamed && { title }),
    renamed: isRenamed,
    createdAt: isTime(createdAt) ? createdAt : 0,
    updatedAt: isTime(updatedAt) ? updatedAt : 0,
    revision: isCount(revision) ? revision : 0,
    ...(isString(writer) ? { writer } : {}),
    ...(pinned === true ? { pinned } : {}),
    ...(isString(serverId) ? { serverId } : {}),
    ...(isCount(sequence) ? { sequence } : {}),
    ...(isTags(tags) ? { tags } : {}),
    length: text.length,
  };
}

export function isSnapshot(value: unknown): value is Snapshot {
  return hasShape(value, { documentId: isString, at: isTime, text: isString });
}

export function isTrashed(value: unknown): value is TrashedDocument {
  return (
    hasShape(value, { entry: isDocumentEntry, removedAt: isTime }) &&
    isTimeOrUndefined((value as TrashedDocument).expiredAt) &&
    isTimeOrUndefined((value as TrashedDocument).aheadAt)
  );
}

export function isFileOrigin(value: unknown): value is FileOrigin {
  if (
    !hasShape(value, { name: isString, form: isTextForm, lastModified: Number.isFinite }) ||
    !Object.hasOwn(value as object, 'handle')
  ) {
    return false;
  }
  const { handle } = value as { readonly handle: unknown };
  return (
    handle === undefined || typeof (handle as FileSystemFileHandle | null)?.getFile === 'function'
  );
}

/** Returns whether a value is a valid time in milliseconds since 1970. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && !Number.isNaN(new Date(value).getTime());
}

function isTimeOrUndefined(value: unknown): boolean {
  return value === undefined || isTime(value);
}

function isTextForm(value: unknown): boolean {
  return hasShape(value, {
    encoding: isOneOf('utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252'),
    lineEnding: isOneOf('\n', '\r\n', '\r'),
  });
}

function isTags(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isString);
}

function isTagsOrUndefined(value: unknown): boolean {
  return value === undefined || isTags(value);
}

function isCountOrUndefined(value: unknown): boolean {
  return value === undefined || isCount(value);
}

function isBooleanOrUndefined(value: unknown): boolean {
  return value === undefined || isBoolean(value);
}

function isStringOrUndefined(value: unknown): boolean {
  return value === undefined || isString(value);
}
