import { message } from '../../language/catalogue.js';

/** What quicker work does not show: a dialog that only flashes up says nothing. In milliseconds. */
const DIALOG_DELAY_MS = 300;

/** How far long work has come. */
export type Report = (done: number, total: number) => void;

/**
 * Does work that may take long, behind a dialog that shows how far it has come and can cancel it.
 *
 * @param title what is done, as a sentence
 * @throws what the work throws; once cancelled, the reason of its signal, an `AbortError`
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
    // The dialog goes when the work has stopped.
    event.preventDefault();
    cancel();
  });
  const buttons = document.createElement('p');
  buttons.className = 'buttons';
  buttons.append(button);
  dialog.append(heading, bar, buttons);
  return dialog;
}
