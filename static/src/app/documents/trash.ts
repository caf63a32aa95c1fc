import type { DocumentEntry } from './stored-document.js';

const DAY_MS = 86_400_000;

/**
 * The time that a removed document is kept, in days, as in the trash of Google Drive and macOS: a holiday may
 * pass before it is missed.
 */
export const TRASH_DAYS = 30;

/** A removed document, whose text, versions and file stay until it is erased. */
export interface TrashedDocument {
  readonly entry: DocumentEntry;
  /** In milliseconds since 1970. */
  readonly removedAt: number;
  /** Time at which a visit first found it expired, in milliseconds since 1970. */
  readonly expiredAt?: number;
  /** Time at which a visit first found it removed in the future, in milliseconds since 1970. */
  readonly aheadAt?: number;
}

/**
 * Returns what becomes of a removed document at the beginning of a visit: it is erased if two visits, at
 * least a day apart, find it expired. A clock that is wrong at one visit erases nothing.
 *
 * @param now in milliseconds since 1970
 * @returns undefined if it is to be erased
 */
export function aged(trashed: TrashedDocument, now: number): TrashedDocument | undefined {
  const { entry, removedAt, expiredAt, aheadAt } = trashed;
  if (removedAt > now) {
    // The clock was ahead at that time, or is behind now. In the first case the time starts again.
    return isConfirmed(aheadAt, now)
      ? { entry, removedAt: now }
      : { entry, removedAt, aheadAt: Math.min(aheadAt ?? now, now) };
  }
  if (now - removedAt < TRASH_DAYS * DAY_MS) {
    return expiredAt === undefined && aheadAt === undefined ? trashed : { entry, removedAt };
  }
  return isConfirmed(expiredAt, now)
    ? undefined
    : { entry, removedAt, expiredAt: Math.min(expiredAt ?? now, now) };
}

/** Returns whether an earlier visit, at least a day ago, found the same. */
function isConfirmed(firstAt: number | undefined, now: number): boolean {
  return firstAt !== undefined && now - firstAt >= DAY_MS;
}

/**
 * Returns the days until a removed document is erased, at least 1.
 *
 * @param now in milliseconds since 1970
 */
export function daysLeft({ removedAt }: TrashedDocument, now: number): number {
  const age = Math.max(now - removedAt, 0);
  return Math.max(TRASH_DAYS - Math.floor(age / DAY_MS), 1);
}
