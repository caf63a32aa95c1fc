import type { ClientMessage } from './messages.js';

export type Hello = Extract<ClientMessage, { readonly type: 'hello' }>;

/** A connection to a server, while it lasts. */
export interface Link {
  send(message: ClientMessage): void;
  /** Ends it without an event. */
  close(): void;
}

export interface LinkEvents {
  received(json: string): void;
  /** @param code as of a WebSocket: 4403 for no rights, and so on */
  closed(code: number): void;
}

/** Connects, and sends `hello`. */
export type OpenLink = (hello: Hello, events: LinkEvents) => Link;

/** Codes with which a server closes a connection. */
export const CLOSED = {
  abnormally: 1006,
  reload: 4400,
  /** The user's session has ended, whether there are rights or not. */
  signedOut: 4401,
  rights: 4403,
  gone: 4404,
  /** The name of the client is another account's. */
  foreign: 4409,
  /** Another page has connected under the same name. */
  taken: 4410,
  busy: 4429,
} as const;

/** HTTP's status for a body that a proxy, or the server, does not accept: nginx takes 1 MB by default. */
const TOO_LARGE = 413;

/** @param url of HTTP */
export function socketLink(url: string): OpenLink {
  return (hello, events) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws'));
    const listening = new AbortController();
    const { signal } = listening;
    const send = (message: ClientMessage) => {
      if (socket.readyState === WebSocket.OPEN) {
        socket.send(JSON.stringify(message));
      }
    };
    socket.addEventListener(
      'open',
      () => {
        send(hello);
      },
      { signal },
    );
    socket.addEventListener(
      'message',
      ({ data }) => {
        if (typeof data === 'string') {
          events.received(data);
        }
      },
      { signal },
    );
    socket.addEventListener(
      'close',
      ({ code }) => {
        events.closed(code);
      },
      { signal },
    );
    return {
      send,
      close() {
        listening.abort();
        socket.close();
      },
    };
  };
}

/**
 * Server-sent events with a POST for each message of the client, where WebSockets are blocked. Read by `fetch`,
 * as an `EventSource` does not tell the status of a refusal.
 *
 * @param url that of the WebSocket: its siblings are `events` and `messages`
 */
export function streamLink(url: string): OpenLink {
  return (hello, events) => {
    const connecting = new AbortController();
    const { signal } = connecting;
    let posts = Promise.resolve();
    const close = (code: number) => {
      if (!signal.aborted) {
        connecting.abort();
        events.closed(code);
      }
    };
    const read = async () => {
      const { client, version, name, protocol } = hello;
      const address = addressed('events', url, {
        protocol: String(protocol),
        client,
        ...(version === null ? {} : { version: String(version) }),
        ...(name === '' ? {} : { name }),
      });
      const response = await fetch(address, {
        signal,
        cache: 'no-store',
        headers: { accept: 'text/event-stream' },
      });
      if (!response.ok || response.body === null) {
        const isUnknown = response.status === 404 && (await hasDocuments(url, signal));
        close(isUnknown ? CLOSED.rights : codeOf(response.status));
        return;
      }
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      const parser = new EventParser((data) => {
        events.received(data);
      });
      for (;;) {
        const { done, value } = await reader.read();
        if (done || signal.aborted) {
          break;
        }
        parser.push(value);
      }
      close(CLOSED.abnormally);
    };
    const post = async (message: ClientMessage) => {
      if (!signal.aborted) {
        const response = await fetch(addressed('messages', url, { client: hello.client }), {
          method: 'POST',
          signal,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(message),
        });
        if (response.status === TOO_LARGE && message.type === 'push') {
          events.received(JSON.stringify({ type: 'refused', seq: message.seq, reason: 'size' }));
        } else if (!response.ok) {
          close(codeOf(response.status));
        }
      }
    };
    const failed = () => {
      // The network; or aborted, which `close` ignores.
      close(CLOSED.abnormally);
    };
    read().catch(failed);
    return {
      send(message) {
        // One after the other, because pushes have to arrive in order.
        posts = posts.then(() => post(message)).catch(failed);
      },
      close() {
        connecting.abort();
      },
    };
  };
}

function addressed(
  sibling: string,
  url: string,
  parameters: Readonly<Record<string, string>>,
): URL {
  const address = new URL(sibling, url);
  address.search = new URLSearchParams(parameters).toString();
  return address;
}

/**
 * Returns whether a server has documents at all: then one that it does not find is unknown, or not the user's to
 * read. A server without documents, or a proxy in front of one that is down, finds nothing either.
 */
async function hasDocuments(url: string, signal: AbortSignal): Promise<boolean> {
  const { ok } = await fetch(new URL('../../documents', url), { signal, cache: 'no-store' });
  return ok;
}

function codeOf(status: number): number {
  switch (status) {
    case 401:
      return CLOSED.signedOut;
    case 403:
      return CLOSED.rights;
    case 410:
      return CLOSED.gone;
    case 429:
      return CLOSED.busy;
    default:
      return CLOSED.abnormally;
  }
}

/** Reads a stream of server-sent events: the data of each. */
export class EventParser {
  readonly #received: (data: string) => void;
  #rest = '';

  constructor(received: (data: string) => void) {
    this.#received = received;
  }

  push(text: string): void {
    const events = (this.#rest + text).split(/\r?\n\r?\n/);
    this.#rest = events.pop() ?? '';
    for (const event of events) {
      const data = event
        .split(/\r?\n/)
        .flatMap((line) => (line.startsWith('data:') ? [line.slice(5).replace(/^ /, '')] : []));
      if (data.length > 0) {
        this.#received(data.join('\n'));
      }
    }
  }
}
