/** The style sheet of the bar and its buttons. */
export const styles = `
:host { display: block; min-block-size: 2.5rem; }
[role='toolbar'] {
  display: flex;
  align-items: center;
  box-sizing: border-box;
  block-size: 100%;
  padding: 0.2rem 0.5rem;
  overflow-x: auto;
  scrollbar-width: none;
}
button {
  display: grid;
  flex: none;
  place-items: center;
  min-inline-size: 2rem;
  block-size: 2rem;
  padding: 0 0.3rem;
  font: inherit;
  font-size: 0.8125rem;
  border: 1px solid transparent;
  border-radius: 0.375rem;
  background: none;
  color: var(--ink, ButtonText);
  cursor: pointer;
}
button:hover { background: var(--code, ButtonFace); }
button:focus-visible { outline: 2px solid var(--accent, Highlight); outline-offset: -2px; }
button[aria-pressed='true'] { border-color: var(--line, GrayText); background: var(--code, ButtonFace); color: var(--accent, Highlight); }
button[aria-disabled='true'] { color: color-mix(in srgb, var(--ink, ButtonText) 40%, transparent); cursor: default; }
svg { inline-size: 1.125rem; block-size: 1.125rem; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.gap { flex: none; inline-size: 1px; block-size: 1.25rem; margin-inline: 0.35rem; background: var(--line, GrayText); }
button:is([data-command='undo'], [data-command='redo']) {
  position: sticky;
  inset-inline-end: calc(-0.5rem + var(--after, 0rem));
  background: var(--paper, Canvas);
}
button[data-command='undo']:has(+ [data-command='redo']) { --after: 2rem; }
@media (pointer: coarse) {
  button[data-command='undo']:has(+ [data-command='redo']) { --after: 2.75rem; }
  :host { min-block-size: 3.25rem; }
  button { min-inline-size: 2.75rem; block-size: 2.75rem; }
}
@media (forced-colors: active) {
  button[aria-pressed='true'] { border-color: Highlight; }
  button[aria-disabled='true'] { color: GrayText; }
}
`;
