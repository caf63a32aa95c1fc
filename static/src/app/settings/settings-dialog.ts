import {
  type Language,
  LANGUAGE_NAMES,
  message,
  type MessageKey,
} from '../../language/catalogue.js';
import { openDialog } from '../ui/dialog.js';
import { chosenLanguage, choosePageLanguage } from './language-choice.js';
import { CHOICES, type Preference, preference } from './preferences.js';

const SHOWN = [
  'theme',
  'writingFont',
  'readingFont',
  'size',
  'width',
  'mode',
  'sync',
  'focus',
] as const;

/**
 * Lets a reader choose how the page looks and works. What is chosen holds at once.
 *
 * @param choose is told each choice
 */
export function openSettings(choose: (name: Preference, choice: string) => void): void {
  const { body } = openDialog(message('settings.title'));
  body.classList.add('settings');
  for (const name of SHOWN) {
    const choices = CHOICES[name].map((choice) => [choice, message(keyOf(name, choice))] as const);
    body.append(
      field(message(`settings.${name}`), choices, preference(name), (choice) => {
        choose(name, choice);
      }),
    );
  }
  const note = document.createElement('p');
  note.setAttribute('role', 'status');
  const languages = [
    ['', message('settings.language.auto')],
    ...Object.entries(LANGUAGE_NAMES),
  ] as const;
  body.append(
    field(message('settings.language'), languages, chosenLanguage() ?? '', (choice) => {
      choosePageLanguage(choice === '' ? undefined : (choice as Language));
      note.textContent = message('settings.reload');
    }),
    note,
  );
}

function keyOf(name: (typeof SHOWN)[number], choice: string): MessageKey {
  const stem = name === 'writingFont' || name === 'readingFont' ? 'font' : name;
  return `settings.${stem}.${choice}` as MessageKey;
}

function field(
  name: string,
  choices: readonly (readonly [value: string, name: string])[],
  chosen: string,
  onChoice: (choice: string) => void,
): HTMLElement {
  const label = document.createElement('label');
  const select = document.createElement('select');
  select.append(
    ...choices.map(([value, text]) => new Option(text, value, value === chosen, value === chosen)),
  );
  select.addEventListener('change', () => {
    onChoice(select.value);
  });
  const text = document.createElement('span');
  text.textContent = name;
  label.append(text, select);
  return label;
}
