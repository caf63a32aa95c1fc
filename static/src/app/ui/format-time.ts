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
