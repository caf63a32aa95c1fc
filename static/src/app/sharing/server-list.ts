import { button, element } from '../../dom/elements.js';
import { message } from '../../language/catalogue.js';
import { sharingMessage } from '../../language/sharing-messages.js';
import { openDialog } from '../ui/dialog.js';
import { formatAge, formatTime } from '../ui/format-time.js';
import { accountLine, type SignIn } from './account-line.js';
import { attemptsIn } from './attempt.js';
import type { ListedDocument, ServerDocuments } from './server-documents.js';

/** Shows the documents of the server that this browser has a right to, the last changed first. */
export async function openServerList(
  documents: ServerDocuments,
  open: (id: string) => void,
  signIn: SignIn,
): Promise<void> {
  const { dialog, body } = openDialog(sharingMessage('list.title'));
  const status = element('p', { role: 'status' }, sharingMessage('loading'));
  const list = element('ul', { className: 'server-list' });
  const manage = element('a', { href: new URL('documents', document.baseURI).href });
  manage.textContent = sharingMessage('list.manage');
  const line = element('div');
  const content = element('div', {}, list, line);
  body.append(content, status, element('p', {}, manage));
  const attempt = attemptsIn(content, status);

  const show = async (): Promise<string | undefined> => {
    const [all, account] = await Promise.all([documents.all(), documents.account()]);
    list.replaceChildren(
      ...[...all]
        .sort((a, b) => timeOf(b) - timeOf(a))
        .map((each) =>
          itemOf(each, () => {
            dialog.close();
            open(each.id);
          }),
        ),
    );
    line.replaceChildren(...accountLine(documents, account, signIn, attempt, show));
    return all.length === 0 ? sharingMessage('list.empty') : undefined;
  };

  await attempt(show);
  content.querySelector('button')?.focus();
}

function itemOf(listed: ListedDocument, open: () => void): HTMLLIElement {
  const { title, role } = listed;
  const updatedAt = timeOf(listed);
  const choose = button('', open, 'document-open');
  choose.append(
    element('strong', { dir: 'auto' }, title === '' ? message('documents.untitled') : title),
    element(
      'small',
      { title: formatTime(updatedAt) },
      `${sharingMessage(`role.${role}`)} · ${formatAge(updatedAt, Date.now())}`,
    ),
  );
  return element('li', {}, choose);
}

function timeOf({ updatedAt }: ListedDocument): number {
  return new Date(updatedAt).getTime();
}
