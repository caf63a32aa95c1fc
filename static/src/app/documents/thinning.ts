const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Interval between snapshots while the user edits. */
export const SNAPSHOT_INTERVAL_MS = 5 * MINUTE;

/**
 * The number of snapshots that are kept whatever their age: four hours of writing. With a clock that is years
 * ahead, all of them would count as old.
 */
export const KEPT_SNAPSHOTS = 48;

/** Ages beyond which only the last snapshot of each stretch of time is kept, both in milliseconds. */
const AGES: readonly { readonly older: number; readonly stretch: number }[] = [
  { older: 30 * DAY, stretch: 7 * DAY },
  { older: DAY, stretch: DAY },
  { older: HOUR, stretch: HOUR },
];

/**
 * Returns the index of the oldest snapshot that need not be kept; undefined if there is none. Only one goes
 * for each that comes, so that a wrong clock cannot thin a whole history.
 *
 * @param times of all snapshots, in milliseconds since 1970, in the order in which they were taken; the clock
 *   may have been set between two of them
 * @param now in milliseconds since 1970
 */
export function superfluous(times: readonly number[], now: number): number | undefined {
  const index = times.slice(0, -KEPT_SNAPSHOTS).findIndex((time, i) => {
    const next = times[i + 1];
    // A time in the future is as far from now as one in the past.
    const age = AGES.find(({ older }) => Math.abs(now - time) > older);
    return (
      age !== undefined &&
      next !== undefined &&
      Math.floor(next / age.stretch) === Math.floor(time / age.stretch)
    );
  });
  return index < 0 ? undefined : index;
}
