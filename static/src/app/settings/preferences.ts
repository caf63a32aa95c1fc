import type { MessageKey } from '../../language/catalogue.js';

/**
 * The settings: each with its choices, the first of which is the default, and the stem of the messages that
 * name them (`settings.theme.dark`). Style sheets read a choice from `data-theme` and the like on the root
 * element; `Application` passes those on that are the editor's to follow.
 */
export const SETTINGS = {
  theme: { choices: ['system', 'light', 'dark'], messages: 'theme' },
  writingFont: { choices: ['mono', 'sans', 'serif'], messages: 'font' },
  readingFont: { choices: ['sans', 'serif', 'mono'], messages: 'font' },
  size: { choices: ['medium', 'small', 'large', 'larger'], messages: 'size' },
  width: { choices: ['medium', 'narrow', 'wide', 'full'], messages: 'width' },
  mode: { choices: ['both', 'write', 'read'], messages: 'mode' },
  sync: { choices: ['on', 'off'], messages: 'sync' },
  focus: { choices: ['off', 'on'], messages: 'focus' },
} as const;

/** What is remembered as well, but has a control of its own. */
const OTHER_CHOICES = { panel: ['auto', 'open', 'closed'] } as const;

export type Setting = keyof typeof SETTINGS;

const CHOICES = {
  ...(Object.fromEntries(
    Object.entries(SETTINGS).map(([name, { choices }]) => [name, choices]),
  ) as { readonly [Name in Setting]: (typeof SETTINGS)[Name]['choices'] }),
  ...OTHER_CHOICES,
};

export type Preference = keyof typeof CHOICES;

/** The choices, the first in each list being what it is until another is made. */
export type Choice<Name extends Preference> = (typeof CHOICES)[Name][number];

/** The messages that the settings need. A missing one does not compile. */
type ChoiceKey = {
  [Name in Setting]: `settings.${(typeof SETTINGS)[Name]['messages']}.${Choice<Name>}`;
}[Setting];

/** The message that names a choice. */
export function choiceKey(name: Setting, choice: Choice<Setting>): MessageKey {
  const key: MessageKey = `settings.${SETTINGS[name].messages}.${choice}` as ChoiceKey;
  return key;
}

const PREFIX = 'twinmark.';

const SPLIT = `${PREFIX}split`;

/** From here on there is room for the panel beside the text; as in shell.css. */
export const WIDE = '(min-width: 75rem)';

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
  return choice !== 'closed' && matchMedia(WIDE).matches;
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
