import { deleteMarkupBackward } from '@codemirror/lang-markdown';
import type { KeyBinding } from '@codemirror/view';
import { deleteMarkup } from '../formatting/delete-markup.js';
import { breakLine } from '../formatting/line-break.js';
import { indentItems, outdentItems } from '../formatting/list-indent.js';

/**
 * The keys that know lists and quotes. Outside of lists, Tab does nothing, so that it leads on to what comes
 * behind the text.
 */
export const listKeys: readonly KeyBinding[] = [
  { key: 'Enter', run: breakLine },
  { key: 'Backspace', run: deleteMarkup },
  { key: 'Backspace', run: deleteMarkupBackward },
  { key: 'Tab', run: indentItems, shift: outdentItems },
];
