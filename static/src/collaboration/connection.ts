import type { CancelCallback, Clock } from '../schedule/render-schedule.js';
import { CLOSED, type Hello, type Link, type OpenLink } from './links.js';
import { type ClientMessage, parseMessage, type ServerMessage } from './messages.js';

/** The time without a message after which a connection is dead: the server sends one at least every 25 s. */
const LONGEST_SILENCE_MS = 40_000;

/** The time for an answer to a push: within it, a connection whose network is gone is found dead. */
const LONGEST_ANSWER_MS = 10_000;

/** The delay before the first attempt after a connection; it doubles with each. */
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/** The least delay where the server has refused a connection: it would do so again. */
const REFUSED_DELAY_MS = 15_000;

/** The number of WebSockets that may fail in a row before the other way is tried. */
const MOST_SOCKET_FAILURES = 2;

export interface ConnectionEvents {
  received(message: ServerMessage): void;
  /** @param code that of the server, or 1006 */
  closed(code: number): void;
}

/** The two ways to connect. */
export interface Ways {
  readonly socket: OpenLink;
  readonly stream: OpenLink;
}

/** A connection that comes back: with longer and longer delays, and at once when the network does. */
export class Connection {
  readonly #ways: Ways;
  readonly #hello: () => Hello;
  readonly #events: ConnectionEvents;
  readonly #clock: Pick<Clock, 'now' | 'after'>;
  readonly #random: () => number;
  #link: Link | undefined;
  #isSocket = true;
  #isAnswered = false;
  #isStarted = false;
  #attempts = 0;
  #socketFailures = 0;
  #cancelAttempt: CancelCallback | undefined;
  #cancelDeadline: CancelCallback | undefined;
  #deadline = 0;

  /**
   * @param hello returns the first message of each connection
   * @param random at least 0 and below 1
   */
  constructor(
    ways: Ways,
    hello: () => Hello,
    events: ConnectionEvents,
    clock: Pick<Clock, 'now' | 'after'>,
    random: () => number = Math.random,
  ) {
    this.#ways = ways;
    this.#hello = hello;
    this.#events = events;
    this.#clock = clock;
    this.#random = random;
  }

  /** True once the server has answered. */
  get isOpen(): boolean {
    return this.#isAnswered;
  }

  start(): void {
    this.#isStarted = true;
    this.#connect();
  }

  /** Ends it for good. */
  stop(): void {
    this.#isStarted = false;
    this.#end();
  }

  /** Disconnects until `wake` is called. */
  pause(): void {
    this.#end();
  }

  /** Connects at once if it is paused or waits to connect: the network, or the page, is back. */
  wake(): void {
    if (this.#isStarted && this.#link === undefined) {
      this.#attempts = 0;
      this.#connect();
    }
  }

  /** Connects anew with another `hello`. */
  restart(): void {
    if (this.#isStarted) {
      this.#end();
      this.#connect();
    }
  }

  /** Sends a message, if there is a connection. */
  send(message: ClientMessage): void {
    this.#link?.send(message);
    if (message.type === 'push' && this.#isAnswered) {
      this.#expect(LONGEST_ANSWER_MS);
    }
  }

  #connect(): void {
    this.#cancelAttempt?.();
    this.#cancelAttempt = undefined;
    if (this.#link !== undefined) {
      return;
    }
    this.#attempts++;
    this.#isSocket = this.#socketFailures < MOST_SOCKET_FAILURES;
    const link: Link = this.#ways[this.#isSocket ? 'socket' : 'stream'](this.#hello(), {
      received: (json) => {
        if (link === this.#link) {
          this.#received(json);
        }
      },
      closed: (code) => {
        if (link === this.#link) {
          this.#closed(code);
        }
      },
    });
    this.#link = link;
    this.#await(LONGEST_SILENCE_MS);
  }

  #received(json: string): void {
    this.#isAnswered = true;
    // After a stream has ended, a WebSocket is tried once.
    this.#socketFailures = this.#isSocket ? 0 : MOST_SOCKET_FAILURES - 1;
    this.#await(LONGEST_SILENCE_MS);
    const message = parseMessage(json);
    if (message?.type === 'welcome') {
      this.#attempts = 0;
    }
    if (message !== undefined) {
      this.#events.received(message);
    }
  }

  #closed(code: number): void {
    // The codes of our own come from a server that has accepted the connection.
    if (!this.#isAnswered && code < CLOSED.reload) {
      this.#socketFailures = this.#isSocket ? this.#socketFailures + 1 : MOST_SOCKET_FAILURES - 1;
    }
    this.#end();
    const isRefused = code === CLOSED.rights || code === CLOSED.busy || code === CLOSED.signedOut;
    const longest = Math.min(FIRST_DELAY_MS * 2 ** (this.#attempts - 1), LONGEST_DELAY_MS);
    const least = isRefused ? REFUSED_DELAY_MS : longest / 2;
    const delay = least + (this.#random() * longest) / 2;
    this.#cancelAttempt = this.#clock.after(delay, () => {
      this.#connect();
    });
    this.#events.closed(code);
  }

  /** Waits for the next message. */
  #await(duration: number): void {
    this.#cancelDeadline?.();
    this.#deadline = this.#clock.now() + duration;
    const link = this.#link;
    this.#cancelDeadline = this.#clock.after(duration, () => {
      link?.close();
      this.#closed(CLOSED.abnormally);
    });
  }

  /** Waits less for the next message, if it would wait longer. */
  #expect(duration: number): void {
    if (this.#deadline > this.#clock.now() + duration) {
      this.#await(duration);
    }
  }

  #end(): void {
    this.#cancelAttempt?.();
    this.#cancelAttempt = undefined;
    this.#cancelDeadline?.();
    this.#cancelDeadline = undefined;
    const link = this.#link;
    this.#link = undefined;
    this.#isAnswered = false;
    link?.close();
  }
}
