import type { MessageKey } from '../../language/catalogue.js';

/**
 * The settings, each with its choices, the first of which is the default. Style sheets read a choice from
 * `data-theme` and the like on the root element; `Application` passes on to the editor what is the editor's.
 */
export const SETTINGS = {
  theme: ['system', 'light', 'dark'],
  writingFont: ['mono', 'sans', 'serif'],
  readingFont: ['sans', 'serif', 'mono'],
  size: ['medium', 'small', 'large', 'larger'],
  width: ['medium', 'narrow', 'wide', 'full'],
  mode: ['both', 'write', 'read'],
  sync: ['on', 'off'],
  focus: ['off', 'on'],
} as const;

export type Setting = keyof typeof SETTINGS;

/** The panel is remembered like a setting, but has a button of its own. */
const CHOICES = { ...SETTINGS, panel: ['auto', 'open', 'closed'] } as const;

export type Preference = keyof typeof CHOICES;

/** The choices, the first in each list being what it is until another is made. */
export type Choice<Name extends Preference> = (typeof CHOICES)[Name][number];

/** The two fonts have the same choices, which have the same names. */
type Stem<Name extends Setting> = Name extends `${string}Font` ? 'font' : Name;

/** The messages that name the choices, such as `settings.theme.dark`. A missing one does not compile. */
type ChoiceKey = { [Name in Setting]: `settings.${Stem<Name>}.${Choice<Name>}` }[Setting];

/** The message that names a choice. */
export function choiceKey(name: Setting, choice: Choice<Setting>): MessageKey {
  const stem = name.endsWith('Font') ? 'font' : name;
  return `settings.${stem}.${choice}` as ChoiceKey;
}

const PREFIX = 'twinmark.';

const SPLIT = `${PREFIX}split`;

/** From here on there is room for the panel beside the text; as in shell.css. */
export const WIDE_SCREEN = '(min-width: 75rem)';

/** What is chosen now; what is stored and is no choice (any more) counts for nothing. */
export function preference<Name extends Preference>(name: Name): Choice<Name> {
  const choices: readonly Choice<Name>[] = CHOICES[name];
  const stored = storedValue(PREFIX + name);
  return choices.find((choice) => choice === stored) ?? CHOICES[name][0];
}

/** Keeps a choice, where the browser lets us, and shows the page accordingly. */
export function choose<Name extends Preference>(name: Name, choice: Choice<Name>): void {
  store(PREFIX + name, choice);
  show(name, choice);
}

/** How much of the width the text has, in percent, if a reader has chosen. */
export function chosenSplit(): number | undefined {
  const stored = Number(storedValue(SPLIT) ?? NaN);
  return stored > 0 && stored < 100 ? stored : undefined;
}

/** Keeps how much of the width the text has, where the browser lets us. */
export function chooseSplit(percent: number): void {
  store(SPLIT, String(percent));
}

/** Tells the style sheets all that is chosen, by `data-` attributes and a property of the root element. */
export function showPreferences(): void {
  for (const name of Object.keys(CHOICES) as Preference[]) {
    show(name, preference(name));
  }
  const split = chosenSplit();
  if (split !== undefined) {
    document.documentElement.style.setProperty('--twinmark-split', `${String(split)}%`);
  }
}

function show(name: Preference, choice: string): void {
  document.documentElement.dataset[name] =
    name === 'panel' ? (isOpen(choice) ? 'open' : 'closed') : choice;
}

/** Over the text, on a narrow screen, the panel is never open from the start. */
function isOpen(choice: string): boolean {
  return choice !== 'closed' && matchMedia(WIDE_SCREEN).matches;
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is blocked or full: the choice holds for as long as the page does.
  }
}

function storedValue(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage is blocked: nothing is chosen.
    return null;
  }
}
