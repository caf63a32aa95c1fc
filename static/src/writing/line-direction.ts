import type { Extension } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';
import { lineDecorations } from './line-decorations.js';

const autoDirection = Decoration.line({ attributes: { dir: 'auto' } });

/** Writes each line in the direction of its first letter, and moves the caret accordingly. */
export const lineDirection: Extension = [
  EditorView.perLineTextDirection.of(true),
  lineDecorations(() => () => autoDirection),
];
