import { button, element } from '../../dom/elements.js';
import { sharingMessage } from '../../language/sharing-messages.js';
import type { Attempt } from './attempt.js';
import type { Account, ServerDocuments } from './server-documents.js';

/** Leads to the server's address for signing in. */
export interface SignIn {
  /** To be called when all of the text is stored: the browser leaves the page, and comes back. */
  readonly signIn: () => void;
}

/**
 * Returns the line that tells who is signed in, with a button to sign in or out; nothing if the server knows no
 * people.
 *
 * @param changed shows the dialog again, when the user has signed out
 */
export function accountLine(
  documents: ServerDocuments,
  account: Account,
  { signIn }: SignIn,
  attempt: Attempt,
  changed: () => Promise<unknown>,
): readonly HTMLElement[] {
  const line = element('p', { className: 'account-line' });
  if (account.signedIn) {
    const name = account.name ?? '';
    line.append(
      element(
        'span',
        { dir: 'auto' },
        name === ''
          ? sharingMessage('account.signedIn')
          : sharingMessage('account.signedInAs', { name }),
      ),
    );
    if (account.canSignOut) {
      line.append(
        button(
          sharingMessage('account.signOut'),
          () =>
            void attempt(async () => {
              await documents.signOut();
              await changed();
              return sharingMessage('account.signedOut');
            }),
          'secondary',
        ),
      );
    }
    return [line];
  }
  if (!account.canSignIn) {
    return [];
  }
  line.append(
    element('span', {}, sharingMessage('account.why')),
    button(sharingMessage('account.signIn'), signIn, account.canCreate ? 'secondary' : 'primary'),
  );
  return [line];
}
