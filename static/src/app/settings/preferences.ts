import type { Extension } from '../../engine/api.js';
import type { MessageKey } from '../../language/catalogue.js';

/**
 * The settings, each with its choices, the first of which is the default. Style sheets read a choice from
 * `data-theme` and the like on the root element; `Application` passes the editor's settings on to it.
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
  autolinks: ['on', 'off'],
  alerts: ['on', 'off'],
  footnotes: ['on', 'off'],
  frontMatter: ['on', 'off'],
  headingIds: ['on', 'off'],
  formulas: ['on', 'off'],
  emoji: ['on', 'off'],
  marks: ['off', 'on'],
  inserts: ['off', 'on'],
  superscript: ['off', 'on'],
  subscript: ['off', 'on'],
  tableOfContents: ['off', 'on'],
  definitionLists: ['off', 'on'],
  inlineFootnotes: ['off', 'on'],
} as const;

/** The extensions of Markdown, by the settings that turn them on and off. Those that GitHub has are on by default. */
const EXTENSIONS = {
  autolinks: 'autolinks',
  alerts: 'alerts',
  footnotes: 'footnotes',
  frontMatter: 'front-matter',
  headingIds: 'heading-ids',
  formulas: 'formulas',
  emoji: 'emoji',
  marks: 'marks',
  inserts: 'inserts',
  superscript: 'superscript',
  subscript: 'subscript',
  tableOfContents: 'table-of-contents',
  definitionLists: 'definition-lists',
  inlineFootnotes: 'inline-footnotes',
} as const satisfies Partial<Record<Setting, Extension>>;

/** Returns whether a setting turns an extension of Markdown on and off. */
export function isExtensionSetting(name: Preference): name is keyof typeof EXTENSIONS {
  return Object.hasOwn(EXTENSIONS, name);
}

/** Returns the extensions of Markdown that are on. */
export function chosenExtensions(): Extension[] {
  return Object.entries(EXTENSIONS)
    .filter(([name]) => preference(name as keyof typeof EXTENSIONS) === 'on')
    .map(([, extension]) => extension);
}

export type Setting = keyof typeof SETTINGS;

/** The panel is remembered like a setting, but has a button of its own. */
const CHOICES = { ...SETTINGS, panel: ['auto', 'open', 'closed'] } as const;

export type Preference = keyof typeof CHOICES;

/** The choices of a preference; the first in each list is the default. */
export type Choice<Name extends Preference> = (typeof CHOICES)[Name][number];

/** Both font settings share the message keys of their choices, and so do all extensions. */
type Stem<Name extends Setting> = Name extends `${string}Font`
  ? 'font'
  : Name extends keyof typeof EXTENSIONS
    ? 'extension'
    : Name;

/** The messages that name the choices, such as `settings.theme.dark`. A missing one does not compile. */
type ChoiceKey = { [Name in Setting]: `settings.${Stem<Name>}.${Choice<Name>}` }[Setting];

/** Returns the key of the message that names a choice. */
export function choiceKey(name: Setting, choice: Choice<Setting>): MessageKey {
  const stem = name.endsWith('Font') ? 'font' : isExtensionSetting(name) ? 'extension' : name;
  return `settings.${stem}.${choice}` as ChoiceKey;
}

const PREFIX = 'twinmark.';

const SPLIT = `${PREFIX}split`;

const NAME = `${PREFIX}name`;

/** Matches screens with room for the panel beside the text; the same width as in shell.css. */
export const WIDE_SCREEN = '(min-width: 75rem)';

/** Matches screens with room for one pane only; the same width as in panes.css. */
export const NARROW_SCREEN = '(max-width: 48rem)';

/** Matches devices without a keyboard or a mouse, as far as a page can know; the same as in files.css. */
export const TOUCH_ONLY = '(hover: none) and (pointer: coarse)';

/** Returns the current choice; a stored value that is not (or no longer) a choice is ignored. */
export function preference<Name extends Preference>(name: Name): Choice<Name> {
  const choices: readonly Choice<Name>[] = CHOICES[name];
  const stored = storedValue(PREFIX + name);
  return choices.find((choice) => choice === stored) ?? CHOICES[name][0];
}

/** Stores a choice, if the browser allows it, and applies it to the page. */
export function choose<Name extends Preference>(name: Name, choice: Choice<Name>): void {
  store(PREFIX + name, choice);
  show(name, choice);
}

/** Returns the width of the text in percent, if the user has chosen one. */
export function chosenSplit(): number | undefined {
  const stored = Number(storedValue(SPLIT) ?? NaN);
  return stored > 0 && stored < 100 ? stored : undefined;
}

/** Stores the width of the text in percent, if the browser allows it. */
export function chooseSplit(percent: number): void {
  store(SPLIT, String(percent));
}

/** Returns the user's name, as others who write in a document see it; empty if none is chosen. */
export function nameForOthers(): string {
  return storedValue(NAME) ?? '';
}

/** Stores the user's name, if the browser allows it. */
export function saveNameForOthers(name: string): void {
  store(NAME, name);
}

/** Exposes all choices to the style sheets, as `data-` attributes and a property of the root element. */
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

/** Returns false on a narrow screen, where the panel would initially cover the text. */
function isOpen(choice: string): boolean {
  return choice !== 'closed' && matchMedia(WIDE_SCREEN).matches;
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is blocked or full: the choice lasts until the page is closed.
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
