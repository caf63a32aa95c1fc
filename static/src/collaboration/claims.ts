import type { Clock } from '../schedule/render-schedule.js';
import { randomName } from '../util/random-name.js';

/** Gives a name to one page at a time. */
export interface Claims {
  /** @returns a function that gives the name back; undefined if another page has it */
  claim(name: string): Promise<(() => void) | undefined>;
}

/** The names begin with this. */
const PREFIX = 'twinmark-live:';

/** The time for other pages to answer, in milliseconds. A hidden page is slow, but not frozen. */
const ANSWER_MS = 300;

/** Claims by Web Locks, which a browser releases with the page, however that ends. */
export class LockClaims implements Claims {
  readonly #locks: LockManager;

  constructor(locks: LockManager) {
    this.#locks = locks;
  }

  claim(name: string): Promise<(() => void) | undefined> {
    return new Promise((resolve, reject) => {
      this.#locks
        .request(PREFIX + name, { ifAvailable: true }, async (lock) => {
          if (lock === null) {
            resolve(undefined);
            return;
          }
          await new Promise<void>((release) => {
            resolve(release);
          });
        })
        .catch(reject);
    });
  }
}

interface Question {
  readonly name: string;
  readonly asker: string;
  /** True for the answer to a question: the name is taken. */
  readonly isTaken: boolean;
}

/**
 * Claims by questions to the other pages, where there are no Web Locks: outside secure contexts. A frozen
 * page does not answer; when it wakes, it finds that its record has another owner.
 */
export class ChannelClaims implements Claims {
  readonly #clock: Pick<Clock, 'after'>;
  readonly #channel = new BroadcastChannel('twinmark-live');
  /** The name of this page. */
  readonly #page = randomName();
  readonly #names = new Set<string>();
  readonly #taken = new Set<string>();

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Question>) => {
      if (data.isTaken) {
        this.#taken.add(data.name);
      } else if (this.#names.has(data.name)) {
        this.#tell(data.name, true);
      }
    });
  }

  async claim(name: string): Promise<(() => void) | undefined> {
    if (this.#names.has(name)) {
      return undefined;
    }
    // From now on, so that of two pages that ask at once neither gets it; the owner in the record decides.
    this.#names.add(name);
    this.#taken.delete(name);
    this.#tell(name, false);
    await new Promise<void>((resolve) => {
      this.#clock.after(ANSWER_MS, resolve);
    });
    if (this.#taken.has(name)) {
      this.#names.delete(name);
      return undefined;
    }
    return () => {
      this.#names.delete(name);
    };
  }

  #tell(name: string, isTaken: boolean): void {
    this.#channel.postMessage({ name, asker: this.#page, isTaken } satisfies Question);
  }
}
