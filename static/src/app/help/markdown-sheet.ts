import type { EditorCommand } from '../../api/editor.js';
import type { Extension } from '../../engine/api.js';
import { loadMarkdown } from '../../engine/load-markdown.js';
import { message, type MessageKey } from '../../language/catalogue.js';
import { sanitize } from '../../sanitizer/sanitize.js';
import { openDialog } from '../ui/dialog.js';
import { element } from '../../dom/elements.js';
import { documentationLink } from './documentation.js';
import { type Construct, CONSTRUCTS } from './constructs.js';

/** The editor, as far as the sheet needs it. */
interface Target {
  readonly commands: readonly EditorCommand[];
  insertMarkdown(markdown: string): void;
  focus(): void;
}

/**
 * Shows the Markdown that the engine renders. A click on a construct inserts it at the caret.
 *
 * @param extensions those that are on; the constructs of others are left out
 * @param showText called before something is inserted
 */
export function showMarkdown(
  target: Target,
  extensions: readonly Extension[],
  showText: () => void,
): void {
  const { dialog, body } = openDialog(message('help.markdown'));
  dialog.classList.add('markdown-sheet');
  const rows: Row[] = [];
  for (const [group, constructs] of Object.entries(CONSTRUCTS)) {
    const list = element('ul', { className: 'constructs' });
    for (const construct of shown(constructs, extensions)) {
      const row = rowOf(construct, target, () => {
        // Closing returns the focus to where it was, which may not be the text.
        dialog.close();
        showText();
        target.focus();
      });
      rows.push(row);
      list.append(row.item);
    }
    body.append(element('h3', {}, message(group as MessageKey)), list);
  }
  body.prepend(element('p', { className: 'sheet-hint' }, message('help.hint')));
  body.append(documentationLink());
  void render(rows, extensions);
}

function shown(
  constructs: readonly Construct[],
  extensions: readonly Extension[],
): readonly Construct[] {
  return constructs.filter(
    ({ extension }) => extension === undefined || extensions.includes(extension),
  );
}

/** An entry of the sheet. */
interface Row {
  readonly item: HTMLElement;
  readonly markdown: string;
  /** The place for what the Markdown is rendered to. */
  readonly rendered: HTMLElement;
}

function rowOf(construct: Construct, target: Target, goToText: () => void): Row {
  const command =
    'command' in construct ? target.commands.find(({ id }) => id === construct.command) : undefined;
  const name = 'name' in construct ? message(construct.name) : (command?.label ?? '');
  const markdown = construct.example(name);
  const insert = element('button', { type: 'button' }, element('span', {}, name), ' ');
  insert.append(element('code', {}, markdown));
  insert.disabled = command?.isEnabled() === false;
  // Inert: the button next to it already names the construct for keyboards and screen readers.
  const rendered = element('div', { inert: true });
  const item = element('li', {}, insert, rendered);
  item.addEventListener('click', () => {
    if (!insert.disabled) {
      goToText();
      if (command === undefined) {
        target.insertMarkdown(markdown);
      } else {
        command.run();
      }
    }
  });
  return { item, markdown, rendered };
}

async function render(rows: readonly Row[], extensions: readonly Extension[]): Promise<void> {
  try {
    const engine = await loadMarkdown();
    for (const { markdown, rendered } of rows) {
      rendered.append(sanitize(engine.renderMarkdown(markdown, { extensions })));
    }
  } catch (error) {
    // The preview says why the engine does not run.
    console.warn('The examples are not rendered.', error);
  }
}
