import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Lines that look like the page's own, in what CodeMirror adds to the text. */
const LINE = '1px solid var(--line, GrayText)';

/**
 * The default style of the element that holds the shadow root; the page's own style sheet overrides it, as
 * the rules of the outer tree win. Without a height of its own, a long document would be laid out whole.
 */
export const hostStyles = `
  :host {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    block-size: 24rem;
    overflow: hidden;
    font: 0.9375rem / 1.65 monospace;
  }
`;

/** Makes CodeMirror look like the text area it stands for: all that can be inherited is. */
export const surfaceTheme: Extension = EditorView.theme({
  '&': { flex: '1', minHeight: '0' },
  // The caret shows the focus, where there is one; see writing/focus-ring.ts. The ring is above the
  // scrollbar, which would cover an outline of the editor itself.
  '&.cm-focused': { outline: 'none' },
  '&[data-ring]::after, &.cm-focused:has(> .cm-scroller > [contenteditable="false"])::after': {
    content: '""',
    position: 'absolute',
    inset: '0',
    zIndex: '1',
    outline: '2px solid var(--accent, Highlight)',
    outlineOffset: '-2px',
    pointerEvents: 'none',
  },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit' },
  '.cm-content': { padding: 'var(--source-padding, 0.5rem)', caretColor: 'auto' },
  // A text area lets the spaces at the end of a line hang over; with CodeMirror's `break-spaces` lines
  // would wrap elsewhere.
  '.cm-lineWrapping': { whiteSpace: 'pre-wrap' },
  // See writing/line-layout.ts. Deep items keep three quarters of a narrow pane for their text.
  '.cm-line': {
    '--indent': 'min(var(--hang, 0px), 25cqi)',
    padding: '0',
    paddingInlineStart: 'var(--indent)',
    textIndent: 'calc(-1 * var(--indent))',
  },
  '.cm-tabs': {
    display: 'inline-block',
    maxWidth: '100%',
    textIndent: '0',
    whiteSpace: 'break-spaces',
  },
  '.cm-placeholder': { color: 'var(--dimmed, GrayText)' },

  // See context-colors.ts.
  '.cm-text, .cm-text *': { color: 'inherit' },
  '.cm-tag': { color: 'var(--literal, inherit)' },

  // See writing/data-chips.ts. No higher than the line, which must not move.
  '.cm-data': {
    padding: '0 0.4em',
    border: '1px solid var(--dimmed, GrayText)',
    borderRadius: '0.25rem',
    color: 'var(--dimmed, GrayText)',
    fontSize: '0.8em',
  },

  // In one colour, whatever is written there; see writing/spotlight.ts.
  '.cm-dimmed, .cm-dimmed *': { color: 'var(--dimmed, GrayText) !important' },

  // Several selections, see writing/multiple-selections.ts.
  '.cm-cursor': { borderLeftColor: 'currentcolor' },
  '& > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    { background: 'color-mix(in srgb, var(--accent, Highlight) 35%, transparent)' },

  // Searching.
  '.cm-panels': { backgroundColor: 'var(--paper, Canvas)', color: 'inherit' },
  '.cm-panels-bottom': { borderTop: LINE },
  '.cm-textfield, .cm-button': {
    padding: '0.15rem 0.5rem',
    border: LINE,
    borderRadius: '0.25rem',
    background: 'transparent',
    font: 'inherit',
  },
  '.cm-button:hover': { backgroundColor: 'var(--hover, transparent)' },
  '.cm-panels :focus-visible': {
    outline: '2px solid var(--accent, Highlight)',
    outlineOffset: '1px',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--mark, Mark)' },
  '.cm-searchMatch-selected': { outline: '2px solid var(--accent, Highlight)' },

  // There are no backgrounds but the system's own.
  '@media (forced-colors: active)': {
    '.cm-searchMatch': { outline: '1px solid' },
    '& > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
      { background: 'Highlight', opacity: '0.5', forcedColorAdjust: 'none' },
  },
});
