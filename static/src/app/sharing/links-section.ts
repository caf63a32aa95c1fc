import { button, element } from '../../dom/elements.js';
import { sharingMessage } from '../../language/sharing-messages.js';
import { formatTime } from '../ui/format-time.js';
import type { Attempt } from './attempt.js';
import type { Link, Role, ServerDocuments } from './server-documents.js';

const ROLES: readonly Role[] = ['read', 'write', 'own'];

/** Choices of the days after which a link expires; 0 stands for never. */
const EXPIRY_DAYS = ['0', '1', '7', '30'] as const;

/** The length of the longest label that the server takes, in UTF-16 code units. */
const MAX_LABEL_UNITS = 80;

/** Returns the section with a document's links, each of which its owner can revoke, and a form for a new one. */
export async function linksSection(
  documents: ServerDocuments,
  id: string,
  attempt: Attempt,
): Promise<HTMLElement> {
  const list = element('ul', { className: 'sharing-links' });
  const made = element('div', { className: 'sharing-link' });

  const update = async (): Promise<void> => {
    const links = await documents.links(id);
    list.replaceChildren(
      ...(links.length === 0
        ? [element('li', {}, sharingMessage('link.none'))]
        : links.map((link) => itemOf(link, revoke))),
    );
  };

  const revoke = (link: Link): void => {
    void attempt(async () => {
      await documents.revokeLink(id, link.id);
      made.replaceChildren();
      await update();
      return sharingMessage('link.revoked');
    });
  };

  await update();
  return element(
    'section',
    {},
    element('h3', {}, sharingMessage('links')),
    list,
    newLinkForm((role, label, expiresInDays) => {
      void attempt(async () => {
        const url = await documents.createLink(id, role, label, expiresInDays);
        await update();
        made.replaceChildren(...linkToCopy(url, attempt));
        made.querySelector('input')?.select();
        return sharingMessage('link.new');
      });
    }),
    made,
  );
}

function itemOf(link: Link, revoke: (link: Link) => void): HTMLLIElement {
  const name = link.label === '' ? sharingMessage('link.unnamed') : link.label;
  const details = [sharingMessage(`link.role.${link.role}`)];
  if (link.expiresAt !== null) {
    details.push(
      sharingMessage('link.expiresAt', { time: formatTime(new Date(link.expiresAt).getTime()) }),
    );
  }
  const remove = button(
    sharingMessage('link.revoke'),
    () => {
      revoke(link);
    },
    'secondary',
  );
  remove.setAttribute('aria-label', sharingMessage('link.revoke.of', { label: name }));
  return element(
    'li',
    {},
    element('span', { dir: 'auto' }, name),
    element('small', {}, details.join(' · ')),
    remove,
  );
}

function newLinkForm(
  create: (role: Role, label: string, expiresInDays: number | null) => void,
): HTMLFormElement {
  const role = select(ROLES.map((each) => [each, sharingMessage(`link.role.${each}`)]));
  const expiry = select(
    EXPIRY_DAYS.map((days) => [
      days,
      sharingMessage(days === '0' ? 'link.expires.never' : `link.expires.${days}`),
    ]),
  );
  const label = element('input', { type: 'text', maxLength: MAX_LABEL_UNITS, autocomplete: 'off' });
  const form = element(
    'form',
    { className: 'sharing-form' },
    field(sharingMessage('link.role'), role),
    field(sharingMessage('link.expires'), expiry),
    field(sharingMessage('link.label'), label),
    element('button', { type: 'submit', className: 'primary' }, sharingMessage('link.create')),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const days = Number(expiry.value);
    create(role.value as Role, label.value.trim(), days === 0 ? null : days);
    label.value = '';
  });
  return form;
}

/** Returns the field with a new link, and the button that copies it. */
function linkToCopy(url: string, attempt: Attempt): readonly Node[] {
  const address = element('input', { type: 'url', readOnly: true, value: url });
  address.setAttribute('aria-label', sharingMessage('link.new'));
  const copy = button(
    sharingMessage('copy'),
    () => {
      void attempt(async () => {
        try {
          await navigator.clipboard.writeText(url);
        } catch (error) {
          // Pages over plain HTTP have no clipboard, and browsers may deny it: the user copies the selection.
          if (error instanceof TypeError || error instanceof DOMException) {
            address.select();
            return sharingMessage('link.new');
          }
          throw error;
        }
        return sharingMessage('copied');
      });
    },
    'secondary',
  );
  return [address, copy];
}

function select(choices: readonly (readonly [value: string, name: string])[]): HTMLSelectElement {
  return element('select', {}, ...choices.map(([value, name]) => new Option(name, value)));
}

function field(name: string, control: HTMLElement): HTMLElement {
  return element('label', { className: 'sharing-field' }, name, control);
}
