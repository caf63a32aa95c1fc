import { type Resolvers, withResolvers } from '../util/with-resolvers.js';

/** The state of a preview relative to the text: not known while an update is under way. */
type State = 'updating' | 'shown' | 'outdated';

/** Tells those who wait when a preview has settled, and how. */
export class Progress {
  /** Fulfilled when the first update has ended, well or not. */
  readonly ready: Promise<void>;

  readonly #becomeReady: () => void;
  #state: State = 'updating';
  #waiting: ((isShown: boolean) => void)[] = [];

  constructor() {
    const { promise, resolve }: Resolvers<void> = withResolvers();
    this.ready = promise;
    this.#becomeReady = resolve;
  }

  /** An update begins. */
  begin(): void {
    this.#state = 'updating';
  }

  /** The update has ended. */
  end(state: 'shown' | 'outdated'): void {
    this.#state = state;
    for (const resolve of this.#waiting.splice(0)) {
      resolve(state === 'shown');
    }
    this.#becomeReady();
  }

  /** Fulfilled when no update is under way, with whether the preview shows the text as it is. */
  settled(): Promise<boolean> {
    return this.#state === 'updating'
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(this.#state === 'shown');
  }
}
