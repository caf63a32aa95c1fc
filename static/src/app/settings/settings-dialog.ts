import { message } from '../../language/catalogue.js';
import { type Language, LANGUAGES } from '../../language/languages.js';
import { element } from '../../dom/elements.js';
import { openDialog } from '../ui/dialog.js';
import { segments } from '../ui/segments.js';
import { chosenLanguage, saveLanguageCookie } from './language-choice.js';
import {
  type Choice,
  choiceKey,
  isExtensionSetting,
  type Preference,
  preference,
  type Setting,
  SETTINGS,
} from './preferences.js';

/** The order in which choices are shown: by size, and on before off. `SETTINGS` has the default first. */
const ORDER: readonly Choice<Setting>[] = [
  ...['on', 'off', 'sans', 'serif', 'mono', 'small', 'narrow', 'write'],
  ...['medium', 'both', 'read', 'large', 'wide', 'larger', 'full'],
] as const;

/**
 * Lets the user choose how the page looks and works. Choices apply at once.
 *
 * @param choose called with each choice
 */
export function openSettings(choose: (name: Preference, choice: string) => void): void {
  const { body } = openDialog(message('settings.title'));
  body.classList.add('settings');
  for (const name of Object.keys(SETTINGS) as Setting[]) {
    if (isExtensionSetting(name) && body.querySelector('h3') === null) {
      const heading = document.createElement('h3');
      heading.textContent = message('settings.extensions');
      body.append(heading);
    }
    const choices = [...SETTINGS[name]]
      .sort((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other))
      .map((choice) => [choice, message(choiceKey(name, choice))] as const);
    body.append(
      segments(message(`settings.${name}`), choices, preference(name), (choice) => {
        choose(name, choice);
      }),
    );
  }
  const note = document.createElement('p');
  note.setAttribute('role', 'status');
  body.append(
    languageField(chosenLanguage(), (choice) => {
      saveLanguageCookie(choice);
      note.textContent = message('settings.reload');
    }),
    note,
  );
}

/** The name of a language in itself, as a list has it: other languages than English and German write it small. */
function nameOf(language: Language): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** Returns the field for the language: a select, as there are too many languages for a row of segments. */
function languageField(
  chosen: Language | undefined,
  onChoice: (choice: Language | undefined) => void,
): HTMLElement {
  const select = element(
    'select',
    {},
    new Option(message('settings.language.auto'), ''),
    ...LANGUAGES.map((language) => new Option(nameOf(language), language)),
  );
  select.value = chosen ?? '';
  select.addEventListener('change', () => {
    onChoice(LANGUAGES.find((language) => language === select.value));
  });
  return element(
    'label',
    { className: 'setting' },
    element('span', {}, message('settings.language')),
    select,
  );
}
