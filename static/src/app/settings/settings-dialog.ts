import { message } from '../../language/catalogue.js';
import { type Language, LANGUAGES } from '../../language/languages.js';
import { openDialog } from '../ui/dialog.js';
import { chosenLanguage, saveLanguageCookie } from './language-choice.js';
import {
  choiceKey,
  isExtensionSetting,
  type Preference,
  preference,
  type Setting,
  SETTINGS,
} from './preferences.js';

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
    const choices = SETTINGS[name].map(
      (choice) => [choice, message(choiceKey(name, choice))] as const,
    );
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
    ...LANGUAGES.map((language) => [language, nameOf(language)] as const),
  ] as const;
  body.append(
    field(message('settings.language'), languages, chosenLanguage() ?? '', (choice) => {
      saveLanguageCookie(choice === '' ? undefined : (choice as Language));
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
