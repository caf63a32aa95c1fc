import type { CancelCallback, Clock } from '../schedule/render-schedule.js';
import type { Person, Ranges } from './messages.js';

/** The time after which a caret without a message is gone: its tab sends one at least every 20 s. */
const CARET_LIFE_MS = 30_000;

/** Names the colours of carets; see `PEER_COLORS`. */
export function colorIndex(client: string): number {
  let hash = 0;
  for (let i = 0; i < client.length; i++) {
    hash = (Math.imul(hash, 31) + client.charCodeAt(i)) | 0;
  }
  return (hash >>> 0) % PEER_COLORS.length;
}

/**
 * Colours of carets and labels. White has a contrast of at least 4.5 on each, and each has one of at least 3 on
 * white and on the dark theme's paper; see peers.test.ts.
 */
export const PEER_COLORS = [
  '#c4314b',
  '#a85000',
  '#7d6400',
  '#3d7a1f',
  '#00796b',
  '#0073a8',
  '#5b5fc7',
  '#a63d9b',
] as const;

/** The others who have a document open. */
export class Peers {
  readonly #self: () => string;
  readonly #moved: (client: string, ranges: Ranges) => void;
  readonly #clock: Pick<Clock, 'after'>;
  /** For each caret that is shown, what cancels its end. */
  readonly #carets = new Map<string, CancelCallback>();
  #people: readonly Person[] = [];

  /**
   * @param self returns the name of this client, which is left out
   * @param moved is called with each caret that has moved; without ranges when it is gone
   */
  constructor(
    self: () => string,
    moved: (client: string, ranges: Ranges) => void,
    clock: Pick<Clock, 'after'>,
  ) {
    this.#self = self;
    this.#moved = moved;
    this.#clock = clock;
  }

  get people(): readonly Person[] {
    return this.#people;
  }

  set people(list: readonly Person[]) {
    this.#people = list.filter(({ client }) => client !== this.#self());
    const clients = new Set(this.#people.map(({ client }) => client));
    for (const client of [...this.#carets.keys()].filter((each) => !clients.has(each))) {
      this.#show(client, []);
    }
  }

  /** @param ranges in the text that the user sees */
  receive(client: string, ranges: Ranges): void {
    if (client !== this.#self()) {
      this.#show(client, ranges);
    }
  }

  #show(client: string, ranges: Ranges): void {
    this.#carets.get(client)?.();
    this.#carets.delete(client);
    if (ranges.length > 0) {
      this.#carets.set(
        client,
        this.#clock.after(CARET_LIFE_MS, () => {
          this.#show(client, []);
        }),
      );
    }
    this.#moved(client, ranges);
  }
}
