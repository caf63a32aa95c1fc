import { button, element } from '../../dom/elements.js';
import { sharingMessage } from '../../language/sharing-messages.js';
import { choose } from '../ui/choice-dialog.js';
import { openDialog } from '../ui/dialog.js';
import { attemptsIn } from './attempt.js';
import { linksSection } from './links-section.js';
import { publicationSection } from './publication-section.js';
import type { ServerDocument, ServerDocuments } from './server-documents.js';

/** The length of the longest name that the server takes, in UTF-16 code units. */
const MAX_NAME_UNITS = 40;

/** The open document, as far as sharing it goes. */
export interface SharedDocument {
  /** Its id on the server; undefined while it is in this browser only. */
  readonly serverId: string | undefined;
  /** Stores it on the server, too. */
  keepOnServer(): Promise<void>;
  /** To be called when it is no longer on the server: it stays in this browser. */
  keepHereOnly(): Promise<void>;
  /** Makes its title that of the document on the server. */
  passOnTitle(): Promise<void>;
  /** The user's name, as others see it; may be empty. */
  name: string;
}

/** Lets the user store the open document on the server, pass it on by links, and publish it. */
export async function openShareDialog(
  documents: ServerDocuments,
  shared: SharedDocument,
): Promise<void> {
  const { dialog, body } = openDialog(sharingMessage('title'));
  body.classList.add('sharing');
  const status = element('p', { role: 'status' });
  const content = element('div');
  body.append(content, status);

  const attempt = attemptsIn(content, status);

  const show = async (): Promise<string | undefined> => {
    const id = shared.serverId;
    if (id === undefined) {
      content.replaceChildren(...offer(keep));
      return undefined;
    }
    content.replaceChildren(element('p', {}, sharingMessage('loading')));
    const found = await documents.find(id);
    content.replaceChildren();
    if (found === undefined) {
      return sharingMessage('access.none');
    }
    content.replaceChildren(...(await sections(found)));
    return undefined;
  };

  const keep = (): void => {
    void attempt(async () => {
      status.textContent = sharingMessage('keeping');
      await shared.keepOnServer();
      await show();
      return sharingMessage('kept');
    });
  };

  const sections = async (found: ServerDocument): Promise<readonly Node[]> => {
    const name = nameField(shared);
    if (found.role !== 'own') {
      return [name];
    }
    return [
      await linksSection(documents, found.id, attempt),
      publicationSection(documents, found, () => shared.passOnTitle(), attempt),
      name,
      element(
        'footer',
        {},
        button(sharingMessage('delete'), () => void remove(found.id), 'secondary'),
      ),
    ];
  };

  const remove = async (id: string): Promise<void> => {
    const answer = await choose(sharingMessage('delete.ask'), sharingMessage('delete.text'), {
      delete: sharingMessage('delete'),
    });
    if (answer === 'delete') {
      await attempt(async () => {
        await documents.remove(id);
        await shared.keepHereOnly();
        await show();
        return sharingMessage('deleted');
      });
    }
  };

  await attempt(show);
  if (dialog.open) {
    content.querySelector<HTMLElement>('button, input, select')?.focus();
  }
}

function offer(keep: () => void): readonly Node[] {
  return [
    element('p', {}, sharingMessage('intro')),
    element('p', {}, button(sharingMessage('keep'), keep, 'primary')),
  ];
}

function nameField(shared: SharedDocument): HTMLElement {
  const field = element('input', {
    type: 'text',
    value: shared.name,
    maxLength: MAX_NAME_UNITS,
    autocomplete: 'nickname' as AutoFill,
    placeholder: sharingMessage('name.none'),
  });
  field.addEventListener('change', () => {
    shared.name = field.value.trim();
  });
  return element('label', { className: 'sharing-field' }, sharingMessage('name'), field);
}
