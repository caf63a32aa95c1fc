import { ServerError } from './server-documents.js';

/**
 * Runs what a control of a dialog does, which must not be used meanwhile, and shows the user the outcome: the
 * sentence that the work resolves to, or the reason why it failed.
 */
export type Attempt = (work: () => Promise<string | undefined>) => Promise<void>;

/**
 * Returns the attempts of a dialog.
 *
 * @param content has the controls
 * @param status shows the outcome
 */
export function attemptsIn(content: HTMLElement, status: HTMLElement): Attempt {
  return async (work) => {
    const focused = document.activeElement;
    status.textContent = '';
    content.inert = true;
    try {
      status.textContent = (await work()) ?? '';
    } catch (error) {
      if (!(error instanceof ServerError)) {
        throw error;
      }
      status.textContent = error.message;
    } finally {
      content.inert = false;
      // Controls that are inert lose the focus.
      if (focused instanceof HTMLElement && focused.isConnected) {
        focused.focus();
      }
    }
  };
}
