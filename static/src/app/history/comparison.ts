import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { message } from '../../language/catalogue.js';
import { markdownHighlighting } from '../../codemirror/markdown-language.js';
import { surfaceTheme } from '../../codemirror/surface-theme.js';
import { chosenExtensions } from '../settings/preferences.js';

/** The number of unchanged lines shown around a change. */
const MARGIN_LINES = 3;

/** Replaces the content of a shadow root with two texts side by side, their differences marked. */
export function compare(root: ShadowRoot, before: string, now: string): void {
  root.replaceChildren();
  const view = new MergeView({
    root,
    parent: root,
    a: { doc: before, extensions: extensions(message('history.before')) },
    b: { doc: now, extensions: extensions(message('history.now')) },
    collapseUnchanged: { margin: MARGIN_LINES },
    gutter: true,
  });
  view.dom.style.height = '100%';
  view.dom.style.overflow = 'auto';
}

function extensions(label: string) {
  return [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    markdownHighlighting(chosenExtensions()),
    surfaceTheme,
  ];
}
