import type { EditorView } from '@codemirror/view';

/** The distance to the caret and to the window's edges, in CSS pixels. */
const GAP_PX = 6;

const STYLES = `
:host {
  position: fixed;
  inset: auto;
  box-sizing: border-box;
  margin: 0;
  padding: 0.5rem;
  border: 1px solid var(--line, GrayText);
  border-radius: 0.375rem;
  background: var(--paper, Canvas);
  color: var(--ink, CanvasText);
  font: 0.8125rem / 1.5 var(--sans, sans-serif);
  box-shadow: var(--shadow, none);
}
`;

/**
 * Creates a popover for `openAtCaret`, which gives the focus back to the text when it closes.
 *
 * @param styles of its content, which belongs into `root`
 */
export function caretPopover(
  view: EditorView,
  styles: string,
): { readonly popover: HTMLElement; readonly root: ShadowRoot } {
  const popover = document.createElement('div');
  popover.popover = 'auto';
  const root = popover.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES + styles);
  root.adoptedStyleSheets.push(sheet);
  popover.addEventListener('beforetoggle', ({ newState }) => {
    // Not when the writer has gone elsewhere already.
    if (newState === 'closed' && root.activeElement !== null) {
      view.focus();
    }
  });
  popover.addEventListener('toggle', ({ newState }) => {
    if (newState === 'closed') {
      popover.remove();
    }
  });
  return { popover, root };
}

/** Shows a popover until the user chooses something or goes elsewhere. */
export function openAtCaret(popover: HTMLElement, view: EditorView): void {
  view.dom.after(popover);
  popover.showPopover();
  placeAtCaret(popover, view);
}

/** Below the caret, or above it where there is no room, and always in the window. */
function placeAtCaret({ style, offsetWidth, offsetHeight }: HTMLElement, view: EditorView): void {
  const caret =
    view.coordsAtPos(view.state.selection.main.head) ?? view.dom.getBoundingClientRect();
  const isAbove = caret.bottom + GAP_PX + offsetHeight > innerHeight;
  const top = isAbove ? caret.top - GAP_PX - offsetHeight : caret.bottom + GAP_PX;
  style.left = `${String(within(caret.left, innerWidth - offsetWidth))}px`;
  style.top = `${String(within(top, innerHeight - offsetHeight))}px`;
}

function within(value: number, room: number): number {
  return Math.max(GAP_PX, Math.min(value, room - GAP_PX));
}
