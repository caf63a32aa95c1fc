import type { TwinmarkLiveDetail } from '../../api/live.js';
import { countedSharingMessage, sharingMessage } from '../../language/sharing-messages.js';

/** The state of a document on the server. */
export interface LiveStatus {
  /** Names it for style sheets. */
  readonly state: 'saved' | 'saving' | 'failed' | 'offline';
  /** Tells it to the user. */
  readonly text: string;
}

/** Reasons that the user can do something about. */
const REFUSALS = ['busy', 'full', 'limit', 'quota', 'reload', 'rights', 'size'] as const;

/** Returns the state that the header of the page shows. */
export function liveStatus({ state, pending, role, detail }: TwinmarkLiveDetail): LiveStatus {
  switch (state) {
    case 'connecting':
      return { state: 'saving', text: sharingMessage('state.connecting') };
    case 'sending':
      return { state: 'saving', text: sharingMessage('state.sending') };
    case 'offline':
      return {
        state: 'offline',
        text: detail === 'signIn' ? signedOut(pending) : offline(pending),
      };
    case 'refused':
      return { state: 'failed', text: sharingMessage(`refused.${refusal(detail)}`) };
    case 'gone':
      return { state: 'failed', text: sharingMessage('gone') };
    case 'saved':
      return {
        state: 'saved',
        text: sharingMessage(role === 'read' ? 'access.readOnly' : 'state.saved'),
      };
  }
}

function offline(pending: number): string {
  return pending === 0
    ? sharingMessage('state.offline')
    : countedSharingMessage('state.offlinePending', pending);
}

function signedOut(pending: number): string {
  return pending === 0
    ? sharingMessage('state.signedOut')
    : countedSharingMessage('state.signedOutPending', pending);
}

function refusal(detail: string | undefined): (typeof REFUSALS)[number] | 'other' {
  return REFUSALS.find((each) => each === detail) ?? 'other';
}
