import type { EditorState, Line } from '@codemirror/state';

/** The lines with something of the selections. */
export function selectedLines(state: EditorState): Line[] {
  const lines = new Map<number, Line>();
  for (const { from, to, empty } of state.selection.ranges) {
    const last = state.doc.lineAt(to);
    // A selection that ends where a line begins has nothing of it.
    const end = !empty && to === last.from ? last.number - 1 : last.number;
    for (let number = state.doc.lineAt(from).number; number <= end; number++) {
      lines.set(number, state.doc.line(number));
    }
  }
  return [...lines.values()];
}
