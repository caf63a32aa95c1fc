import { countedMessage, message } from '../../language/catalogue.js';
import { choose } from '../ui/choice-dialog.js';
import { openDialog } from '../ui/dialog.js';
import { button, element } from '../../dom/elements.js';
import { formatAge } from '../ui/format-time.js';
import { GrowingList } from '../ui/growing-list.js';
import { daysLeft, type TrashedDocument } from './trash.js';

/** The actions that the trash uses. */
export interface TrashActions {
  list(): Promise<TrashedDocument[]>;
  text(id: string): Promise<string | undefined>;
  restore(id: string): Promise<void>;
  erase(ids: readonly string[]): Promise<void>;
}

/** Shows the removed documents, and lets the user read, restore and erase them. */
export async function showTrash(actions: TrashActions): Promise<void> {
  const { dialog, body } = openDialog(message('trash.title'));
  dialog.classList.add('library');
  const hint = element('p', { className: 'library-hint' });
  const empty = button(message('trash.empty'), () => void emptyTrash());
  const list = new GrowingList(itemOf);
  body.append(element('div', { className: 'library-tools' }, hint, empty), list.element);
  await update();

  async function update(): Promise<void> {
    const trashed = (await actions.list()).sort((a, b) => b.removedAt - a.removedAt);
    list.show(trashed);
    hint.textContent = message(trashed.length === 0 ? 'trash.nothing' : 'trash.hint');
    empty.hidden = trashed.length === 0;
  }

  function itemOf(trashed: TrashedDocument): HTMLLIElement {
    const { id, title } = trashed.entry;
    const open = button('', () => void showText(trashed), 'library-open');
    const now = Date.now();
    open.append(
      element('strong', {}, title),
      element(
        'small',
        {},
        `${message('trash.removed', { time: formatAge(trashed.removedAt, now) })} · ${countedMessage('trash.left', daysLeft(trashed, now))}`,
      ),
    );
    const restore = button(message('trash.restore'), () => void change(actions.restore(id)));
    const erase = button(message('trash.erase'), () => void eraseOne(id, title));
    for (const action of [restore, erase]) {
      action.setAttribute('aria-label', `${action.textContent}: ${title}`);
    }
    return element(
      'li',
      {},
      open,
      element('span', { className: 'library-actions' }, restore, erase),
    );
  }

  async function showText({ entry }: TrashedDocument): Promise<void> {
    const text = (await actions.text(entry.id)) ?? '';
    const { body: reading } = openDialog(entry.title);
    reading.append(element('pre', { className: 'plain-text', tabIndex: 0, dir: 'auto' }, text));
  }

  async function change(done: Promise<void>): Promise<void> {
    await done;
    await update();
    // The button that was used is gone.
    const next = list.element.querySelector('button') ?? dialog.querySelector('button');
    next?.focus();
  }

  async function eraseOne(id: string, title: string): Promise<void> {
    if (await isSure(message('trash.eraseTitle', { title }))) {
      await change(actions.erase([id]));
    }
  }

  async function emptyTrash(): Promise<void> {
    const ids = (await actions.list()).map(({ entry }) => entry.id);
    if (await isSure(countedMessage('trash.emptyTitle', ids.length))) {
      // Thousands of documents take seconds.
      list.show([]);
      await change(actions.erase(ids));
    }
  }
}

async function isSure(title: string): Promise<boolean> {
  const answer = await choose(title, message('trash.eraseText'), { erase: message('trash.erase') });
  return answer !== undefined;
}
