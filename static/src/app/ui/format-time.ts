import { currentLanguage } from '../../language/catalogue.js';

/**
 * Formats a time in the page's language.
 *
 * @param time in milliseconds since 1970
 */
export function formatTime(time: number): string {
  return new Date(time).toLocaleString(currentLanguage(), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}

/** Units of ages and their lengths in milliseconds, the longest first; months and years are given as dates. */
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** Ages from which a date says more, in milliseconds. */
const MAX_AGE_MS = 7 * 86_400_000;

/**
 * Formats a time as an age, such as “2 hours ago”; as a date if it is long ago, or in the future because the
 * clock has been set.
 *
 * @param time and `now`: in milliseconds since 1970
 */
export function formatAge(time: number, now: number): string {
  const age = now - time;
  if (age >= MAX_AGE_MS || age < -UNITS[2][1]) {
    return new Date(time).toLocaleDateString(currentLanguage(), { dateStyle: 'medium' });
  }
  const format = new Intl.RelativeTimeFormat(currentLanguage(), { numeric: 'auto' });
  const [unit, length] = UNITS.find(([, milliseconds]) => age >= milliseconds) ?? [
    'second',
    Infinity,
  ];
  return format.format(-Math.floor(Math.max(age, 0) / length), unit);
}
