import type { LivePerson } from '../../api/live.js';
import { button, element } from '../../dom/elements.js';
import { sharingMessage } from '../../language/sharing-messages.js';

/** The number of initials of a name. */
const INITIALS = 2;

/** The most people that are shown; the list says how many more there are. */
const MAX_SHOWN = 5;

/**
 * The others who have the document open, as coloured discs beside the title. A press on one follows its caret, until
 * the next press, or until the user writes.
 */
export class PeopleList {
  readonly element = element('ul', { className: 'people' });
  readonly #goToLine: (line: number) => void;
  #people: readonly LivePerson[] = [];
  /** The client of the person that is followed. */
  #followed: string | undefined;
  #line: number | undefined;

  /** @param goToLine shows a line, the first of which is 0 */
  constructor(goToLine: (line: number) => void) {
    this.#goToLine = goToLine;
    this.element.hidden = true;
  }

  show(people: readonly LivePerson[]): void {
    const isSame =
      people.length === this.#people.length &&
      people.every(({ client, name }, i) => {
        const before = this.#people[i];
        return before?.client === client && before.name === name;
      });
    this.#people = people;
    // Carets move all the time; a button that is replaced would lose the focus.
    if (!isSame) {
      this.#render();
    }
    this.#goOn();
  }

  /** Ends following, because the user writes. */
  stay(): void {
    this.#follow(undefined);
  }

  #render(): void {
    const names = this.#people.map(nameOf);
    this.element.hidden = names.length === 0;
    this.element.setAttribute('aria-label', sharingMessage('people', { names: names.join(', ') }));
    const more = names.length - MAX_SHOWN;
    this.element.replaceChildren(
      ...this.#people.slice(0, MAX_SHOWN).map((person) => this.#disc(person)),
      ...(more > 0
        ? [element('li', { title: names.slice(MAX_SHOWN).join(', ') }, `+${String(more)}`)]
        : []),
    );
  }

  #disc(person: LivePerson): HTMLLIElement {
    const { client, color } = person;
    const name = nameOf(person);
    const disc = button(initialsOf(name), () => {
      this.#follow(this.#followed === client ? undefined : client);
    });
    disc.title = sharingMessage('follow', { name });
    disc.setAttribute('aria-label', disc.title);
    disc.setAttribute('aria-pressed', String(this.#followed === client));
    disc.dataset['client'] = client;
    disc.style.setProperty('--person', color);
    return element('li', {}, disc);
  }

  #follow(client: string | undefined): void {
    if (client === this.#followed) {
      return;
    }
    this.#followed = client;
    this.#line = undefined;
    for (const disc of this.element.querySelectorAll<HTMLElement>('[data-client]')) {
      disc.setAttribute('aria-pressed', String(disc.dataset['client'] === client));
    }
    this.#goOn();
  }

  #goOn(): void {
    const line = this.#people.find(({ client }) => client === this.#followed)?.line;
    if (line !== undefined && line !== this.#line) {
      this.#line = line;
      this.#goToLine(line);
    }
  }
}

function nameOf({ name }: LivePerson): string {
  return name === '' ? sharingMessage('name.none') : name;
}

function initialsOf(name: string): string {
  return Array.from(name.matchAll(/(?:^|\s)(\S)/gu), ([, initial]) => initial)
    .slice(0, INITIALS)
    .join('')
    .toLocaleUpperCase();
}
