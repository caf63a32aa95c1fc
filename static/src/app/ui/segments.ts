import { element } from '../../dom/elements.js';

let count = 0;

/**
 * Returns a choice of a few, as a row of segments: a radio group, in which the arrow keys choose.
 *
 * @param name what is chosen
 * @param choices the values with their names, in the order in which they are shown
 * @param onChoice called with each value that the user chooses
 */
export function segments(
  name: string,
  choices: readonly (readonly [value: string, name: string])[],
  chosen: string,
  onChoice: (choice: string) => void,
): HTMLElement {
  const group = `segments-${String(++count)}`;
  const title = element('span', { id: group }, name);
  const row = element(
    'div',
    { className: 'segments' },
    ...choices.map(([value, text]) => {
      const input = element('input', { type: 'radio', name: group, value });
      input.checked = value === chosen;
      input.addEventListener('change', () => {
        onChoice(value);
      });
      const label = element('span', {}, text);
      // The chosen name is bold, and takes no more room than before.
      label.dataset['name'] = text;
      return element('label', {}, input, label);
    }),
  );
  row.setAttribute('role', 'radiogroup');
  row.setAttribute('aria-labelledby', group);
  return element('div', { className: 'setting' }, title, row);
}
