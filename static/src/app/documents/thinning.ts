const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Interval between snapshots while the user edits. */
export const SNAPSHOT_INTERVAL_MS = 5 * MINUTE;

/** Ages beyond which only the last snapshot of each stretch of time is kept, both in milliseconds. */
const AGES: readonly { readonly older: number; readonly stretch: number }[] = [
  { older: 30 * DAY, stretch: 7 * DAY },
  { older: DAY, stretch: DAY },
  { older: HOUR, stretch: HOUR },
];

/**
 * Returns the times of the snapshots that need not be kept.
 *
 * @param times of all snapshots, in milliseconds since 1970, the oldest first
 * @param now in milliseconds since 1970
 */
export function superfluous(times: readonly number[], now: number): number[] {
  return times.filter((time, i) => {
    const next = times[i + 1];
    const age = AGES.find(({ older }) => now - time > older);
    return (
      age !== undefined &&
      next !== undefined &&
      Math.floor(next / age.stretch) === Math.floor(time / age.stretch)
    );
  });
}
