import { element } from '../../dom/elements.js';
import { sharingMessage } from '../../language/sharing-messages.js';
import { attemptsIn } from './attempt.js';

/** The length of the longest name that the server takes, in UTF-16 code units. */
const MAX_NAME_UNITS = 80;

/**
 * Returns a form that names the current version of a document.
 *
 * @param name resolves to a sentence on the outcome
 */
export function nameForm(name: (label: string) => Promise<string>): HTMLFormElement {
  const field = element('input', { type: 'text', required: true, maxLength: MAX_NAME_UNITS });
  field.placeholder = sharingMessage('version.name');
  field.setAttribute('aria-label', field.placeholder);
  const status = element('p', { role: 'status' });
  const submit = element('button', { type: 'submit', className: 'secondary' });
  submit.textContent = sharingMessage('version.keep');
  const form = element('form', { className: 'version-name' }, field, submit, status);
  const attempt = attemptsIn(submit, status);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void attempt(async () => {
      const outcome = await name(field.value.trim());
      field.value = '';
      return outcome;
    });
  });
  return form;
}
