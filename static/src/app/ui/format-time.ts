import { currentLanguage } from '../../language/catalogue.js';

/**
 * A time as the page's language writes it.
 *
 * @param time in milliseconds since 1970
 */
export function formatTime(time: number): string {
  return new Date(time).toLocaleString(currentLanguage(), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}
