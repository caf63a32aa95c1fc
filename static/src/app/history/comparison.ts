import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, showPanel } from '@codemirror/view';
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
  view.dom.style.fontFamily = 'var(--writing-font)';
  view.dom.style.height = '100%';
  view.dom.style.overflow = 'auto';
}

/** The text's name, which is also its accessible one. */
function heading(label: string): HTMLElement {
  const dom = document.createElement('div');
  dom.textContent = label;
  dom.setAttribute('aria-hidden', 'true');
  dom.style.padding = '0.25rem 0.5rem';
  dom.style.overflow = 'hidden';
  dom.style.textOverflow = 'ellipsis';
  dom.style.whiteSpace = 'nowrap';
  dom.style.font = '600 0.875rem var(--sans)';
  return dom;
}

function extensions(label: string) {
  return [
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    showPanel.of(() => ({ dom: heading(label), top: true })),
    markdownHighlighting(chosenExtensions()),
    surfaceTheme,
  ];
}
