import { button, element } from '../../dom/elements.js';
import { sharingMessage } from '../../language/sharing-messages.js';
import { choose } from '../ui/choice-dialog.js';
import { openDialog } from '../ui/dialog.js';
import { accountLine, type SignIn } from './account-line.js';
import { attemptsIn } from './attempt.js';
import { linksSection } from './links-section.js';
import { publicationSection } from './publication-section.js';
import {
  type Account,
  type ServerDocument,
  type ServerDocuments,
  ServerError,
} from './server-documents.js';

/** The length of the longest name that the server takes, in UTF-16 code units. */
const MAX_NAME_UNITS = 40;

/** HTTP's status for a client that has to sign in. */
const SIGN_IN_FIRST = 401;

/** The open document, as far as sharing it goes. */
export interface SharedDocument extends SignIn {
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
    content.replaceChildren(element('p', {}, sharingMessage('loading')));
    const id = shared.serverId;
    let parts: readonly Node[] = [];
    try {
      const account = await documents.account();
      const line = accountLine(documents, account, shared, attempt, show);
      if (id === undefined) {
        parts = [...offer(account, keep), ...line];
        return undefined;
      }
      parts = line;
      const found = await documents.find(id);
      if (found === undefined) {
        return sharingMessage('access.none');
      }
      parts = await sections(found, account, line);
    } catch (error) {
      if (!(error instanceof ServerError) || error.status !== SIGN_IN_FIRST || parts.length === 0) {
        throw error;
      }
    } finally {
      content.replaceChildren(...parts);
    }
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

  const sections = async (
    found: ServerDocument,
    account: Account,
    line: readonly Node[],
  ): Promise<readonly Node[]> => {
    const user = [...line, nameField(shared, account)];
    if (found.role !== 'own') {
      return user;
    }
    return [
      await linksSection(documents, found.id, attempt),
      publicationSection(documents, found, () => shared.passOnTitle(), attempt),
      ...user,
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

function offer({ canCreate, canSignIn }: Account, keep: () => void): readonly Node[] {
  if (!canCreate && !canSignIn) {
    return [element('p', {}, sharingMessage('create.none'))];
  }
  return [
    element('p', {}, sharingMessage('intro')),
    ...(canCreate ? [element('p', {}, button(sharingMessage('keep'), keep, 'primary'))] : []),
  ];
}

function nameField(shared: SharedDocument, account: Account): HTMLElement {
  const field = element('input', {
    type: 'text',
    value: shared.name,
    maxLength: MAX_NAME_UNITS,
    autocomplete: 'nickname' as AutoFill,
    placeholder: account.name ?? sharingMessage('name.none'),
  });
  field.addEventListener('change', () => {
    shared.name = field.value.trim();
  });
  return element('label', { className: 'sharing-field' }, sharingMessage('name'), field);
}
