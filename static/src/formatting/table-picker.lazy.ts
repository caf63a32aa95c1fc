import type { EditorView } from '@codemirror/view';
import { isRightToLeft } from '../dom/arrow-keys.js';
import { message } from '../language/catalogue.js';
import { caretPopover, openAtCaret } from './caret-popover.js';

/** The largest size that can be picked, either way: larger ones grow by the table's own commands. */
const MAX_CELLS_PER_SIDE = 8;

const STYLES = `
[role='row'] { display: flex; }
[role='gridcell'] {
  inline-size: 1.25rem;
  block-size: 1.25rem;
  margin: 1px;
  border: 1px solid var(--faint, GrayText);
  border-radius: 0.125rem;
  cursor: pointer;
}
[role='gridcell'].in { border-color: var(--accent, Highlight); background: color-mix(in srgb, var(--accent, Highlight) 30%, transparent); }
[role='gridcell']:focus-visible { outline: 2px solid var(--accent, Highlight); outline-offset: 1px; }
p { margin: 0.25rem 0 0; text-align: center; }
@media (pointer: coarse) { [role='gridcell'] { inline-size: 2rem; block-size: 2rem; } }
@media (forced-colors: active) { [role='gridcell'].in { background: Highlight; forced-color-adjust: none; } }
`;

/**
 * Lets the writer pick the size of a table at the caret, by mouse, finger or keys: a grid of cells of which
 * each, when it has the focus, says how large the table is that ends with it.
 *
 * @param usual how many columns and rows are picked at first
 * @param insert is called with the size, once the text has the focus again
 */
export function pickTable(
  view: EditorView,
  usual: number,
  insert: (columns: number, rows: number) => void,
): void {
  const { popover, root } = caretPopover(view, STYLES);
  const grid = document.createElement('div');
  grid.setAttribute('role', 'grid');
  grid.setAttribute('aria-label', message('toolbar.table'));
  const size = document.createElement('p');
  size.setAttribute('aria-hidden', 'true');
  const cells = Array.from({ length: MAX_CELLS_PER_SIDE }, (_, row) => {
    const line = document.createElement('div');
    line.setAttribute('role', 'row');
    line.append(
      ...Array.from({ length: MAX_CELLS_PER_SIDE }, (_, column) => cellOf(column + 1, row + 1)),
    );
    grid.append(line);
    return [...line.children] as HTMLElement[];
  });
  root.append(grid, size);

  let [columns, rows] = [usual, usual];
  const show = (newColumns: number, newRows: number): void => {
    columns = Math.min(Math.max(newColumns, 1), MAX_CELLS_PER_SIDE);
    rows = Math.min(Math.max(newRows, 1), MAX_CELLS_PER_SIDE);
    for (const [row, line] of cells.entries()) {
      for (const [column, cell] of line.entries()) {
        cell.classList.toggle('in', column < columns && row < rows);
        cell.tabIndex = column === columns - 1 && row === rows - 1 ? 0 : -1;
      }
    }
    size.textContent = sizeOf(columns, rows);
  };
  const focus = (): void => {
    cells[rows - 1]?.[columns - 1]?.focus();
  };
  const pick = (): void => {
    popover.hidePopover();
    insert(columns, rows);
  };

  const showUpTo = ({ target }: Event): void => {
    for (const [row, line] of cells.entries()) {
      const column = line.findIndex((cell) => cell === target);
      if (column >= 0) {
        show(column + 1, row + 1);
      }
    }
  };

  grid.addEventListener('pointerover', showUpTo);
  grid.addEventListener('click', (event) => {
    // A screen reader's click comes without a pointer.
    showUpTo(event);
    pick();
  });
  grid.addEventListener('keydown', (event) => {
    const forward = isRightToLeft(grid) ? -1 : 1;
    const next = {
      ArrowRight: [columns + forward, rows],
      ArrowLeft: [columns - forward, rows],
      ArrowDown: [columns, rows + 1],
      ArrowUp: [columns, rows - 1],
      Home: [1, rows],
      End: [MAX_CELLS_PER_SIDE, rows],
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      show(...(next as [number, number]));
      focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      pick();
    }
  });
  show(columns, rows);
  openAtCaret(popover, view);
  focus();
}

function cellOf(columns: number, rows: number): HTMLElement {
  const cell = document.createElement('div');
  cell.setAttribute('role', 'gridcell');
  cell.setAttribute('aria-label', sizeOf(columns, rows));
  return cell;
}

function sizeOf(columns: number, rows: number): string {
  return `${String(columns)} × ${String(rows)}`;
}
