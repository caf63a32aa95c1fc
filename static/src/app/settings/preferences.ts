/** What a reader can choose, and from what. */
export const CHOICES = {
  theme: ['system', 'light', 'dark'],
  writingFont: ['mono', 'sans', 'serif'],
  readingFont: ['sans', 'serif', 'mono'],
  size: ['medium', 'small', 'large', 'larger'],
  width: ['medium', 'narrow', 'wide', 'full'],
  mode: ['both', 'write', 'read'],
  sync: ['on', 'off'],
  focus: ['off', 'on'],
  panel: ['auto', 'open', 'closed'],
} as const;

export type Preference = keyof typeof CHOICES;

/** The choices, the first in each list being what it is until another is made. */
export type Choice<Name extends Preference> = (typeof CHOICES)[Name][number];

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
