import { message } from '../../language/catalogue.js';

/** Delay before the dialog is shown, in milliseconds: one that only flashes up tells the user nothing. */
const DIALOG_DELAY_MS = 300;

/** Reports the progress of long work. */
export type Report = (done: number, total: number) => void;

/**
 * Runs work that may take long, behind a dialog that shows its progress and lets the user cancel it.
 *
 * @param title a sentence that describes the work
 * @throws any error that the work throws; once cancelled, the reason of its signal, an `AbortError`
 */
export async function showProgress<Result>(
  title: string,
  signal: AbortSignal,
  work: (report: Report, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const cancelled = new AbortController();
  const cancel = () => {
    cancelled.abort(signal.reason);
  };
  signal.addEventListener('abort', cancel, { once: true });
  signal.throwIfAborted();

  const bar = document.createElement('progress');
  const dialog = progressDialog(title, bar, () => {
    cancelled.abort();
  });
  const timer = setTimeout(() => {
    document.body.append(dialog);
    dialog.showModal();
  }, DIALOG_DELAY_MS);
  try {
    return await work((done, total) => {
      bar.max = Math.max(total, 1);
      bar.value = done;
    }, cancelled.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    dialog.close();
    dialog.remove();
  }
}

function progressDialog(
  title: string,
  bar: HTMLProgressElement,
  cancel: () => void,
): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = 'page-dialog';
  const heading = document.createElement('h2');
  heading.id = 'progress-title';
  heading.textContent = title;
  dialog.setAttribute('aria-labelledby', heading.id);
  bar.setAttribute('aria-labelledby', heading.id);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'secondary';
  button.textContent = message('dialog.cancel');
  button.addEventListener('click', cancel);
  dialog.addEventListener('cancel', (event) => {
    // The dialog is closed only when the work has stopped.
    event.preventDefault();
    cancel();
  });
  const buttons = document.createElement('p');
  buttons.className = 'buttons';
  buttons.append(button);
  dialog.append(heading, bar, buttons);
  return dialog;
}
