import type { SearchQuery } from '@codemirror/search';
import type { EditorState } from '@codemirror/state';
import { currentLanguage, message } from '../language/catalogue.js';

const MOST_MATCHES = 1000;

/** The time that a count may take at each key press, in milliseconds. */
const COUNT_MS = 20;

/** Returns the number of matches as a text, such as "3 of 12"; of very many, "1,000+". */
export function countMatches(
  state: EditorState,
  query: SearchQuery,
  now: () => number = () => performance.now(),
): string {
  const { main } = state.selection;
  const end = now() + COUNT_MS;
  let total = 0;
  let current = 0;
  const matches = query.getCursor(state);
  for (let match = matches.next(); match.done !== true; match = matches.next()) {
    if (total === MOST_MATCHES || now() > end) {
      const most = `${total.toLocaleString(currentLanguage())}+`;
      return current === 0
        ? message('search.total', { total: most })
        : message('search.count', { current, total: most });
    }
    total++;
    if (match.value.from === main.from && match.value.to === main.to) {
      current = total;
    }
  }
  if (total === 0) {
    return message('search.none');
  }
  return current === 0
    ? message('search.total', { total })
    : message('search.count', { current, total });
}
