import type { ChangeSet } from '@codemirror/state';

/** The length from which on a URL is kept from the engine, in UTF-16 code units. */
export const MIN_LONG_URL_UNITS = 8 * 1024;

/** The beginning of those URLs. */
const START = 'data:image/';

/** Returns whether a text may have a URL that is kept from the engine. */
export function mayHaveLongURLs(text: string): boolean {
  return text.length >= MIN_LONG_URL_UNITS && text.includes(START);
}

/** Returns whether a change may insert one. */
export function mayInsertLongURL(changes: ChangeSet): boolean {
  let mayInsert = false;
  changes.iterChanges((_from, _to, _fromAfter, _toAfter, insert) => {
    mayInsert ||= insert.length >= MIN_LONG_URL_UNITS && mayHaveLongURLs(insert.toString());
  });
  return mayInsert;
}
