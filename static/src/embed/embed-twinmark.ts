import { connectMessage, type HostMessage, isFrameMessage, isReadyMessage } from './protocol.js';
import { type Resolvers, withResolvers } from '../util/with-resolvers.js';

/** Default timeout for the frame's answer, in milliseconds: it loads a page and its scripts first. */
const DEFAULT_TIMEOUT = 20_000;

const DESTROYED = 'The editor has been taken out of the page.';

const LEFT =
  'The frame has left the editor: it was reloaded, moved in the page, navigated, or has crashed. ' +
  'Its text is gone. Call destroy(), and embedTwinmark() again.';

/** Options for embedding an editor in a page. */
export interface EmbedOptions {
  /** The address of the server's frame, such as `https://twinmark.example/embed`. */
  readonly src: string | URL;
  /** The initial Markdown; empty by default. */
  readonly value?: string;
  /** The accessible name of the frame; `Markdown` by default. */
  readonly title?: string;
  /** Makes the frame as high as its content. By default, the host page's styles set its height. */
  readonly autoHeight?: boolean;
  /** Timeout for loading the frame, in milliseconds; 20 seconds by default. */
  readonly timeout?: number;
}

/** An editor in a frame. */
export interface EmbeddedEditor {
  readonly frame: HTMLIFrameElement;

  /**
   * The document, as Markdown.
   *
   * @throws Error once the editor is destroyed or the frame has left it, as `setValue` does
   */
  getValue(): Promise<string>;

  /** Sets the document, which the user can undo. Resolves when `getValue` would return it. */
  setValue(value: string): Promise<void>;

  /**
   * Calls a function after each change by the user (`input`), or when the frame has left the editor
   * (`left`): it was reloaded, moved in the page, navigated, or has crashed. Call `getValue` for the text
   * after a change; a long text is better not sent at every key press. When the frame has left, pending
   * calls are rejected, and so are later ones.
   *
   * @returns a function that removes the listener
   */
  on(type: 'input' | 'left', listener: () => void): () => void;

  /** Focuses the text. */
  focus(): void;

  /** Removes the frame from the page. */
  destroy(): void;
}

/**
 * Embeds an editor in a page, in a frame of its own, which has no access to the page.
 *
 * @param container element that the frame is appended to
 * @returns a promise that resolves when the user can write in the editor
 * @throws Error when the frame does not answer: most often because its server does not allow framing by
 *   pages of this origin
 *
 * @example
 * ```js
 * const editor = await embedTwinmark(document.querySelector('#text'), {
 *   src: 'https://twinmark.example/embed',
 *   value: '# Title',
 * });
 * editor.on('input', async () => console.log(await editor.getValue()));
 * ```
 */
export async function embedTwinmark(
  container: Element,
  { src, value = '', title = 'Markdown', autoHeight = false, timeout }: EmbedOptions,
): Promise<EmbeddedEditor> {
  const url = new URL(src, document.baseURI);
  const frame = document.createElement('iframe');
  frame.title = title;
  frame.src = url.href;
  // The editor has a border of its own. The height is left to the host page.
  frame.style.border = 'none';
  frame.style.inlineSize = '100%';
  const ready = readyMessage(frame, url, timeout ?? DEFAULT_TIMEOUT);
  container.append(frame);
  try {
    await ready;
  } catch (error) {
    frame.remove();
    throw error;
  }
  const { port1, port2 } = new MessageChannel();
  const editor = new FramedEditor(frame, url, port1);
  frame.contentWindow?.postMessage(connectMessage(value, autoHeight), url.origin, [port2]);
  try {
    await editor.connected;
  } catch (error) {
    editor.destroy();
    throw error;
  }
  return editor;
}

/** Resolves when the frame itself, checked by window and origin, says that it is ready. */
function readyMessage(frame: HTMLIFrameElement, url: URL, timeout: number): Promise<void> {
  const { promise, resolve, reject } = withResolvers<undefined>();
  const listener = (event: MessageEvent): void => {
    if (isFromReady(event, frame, url)) {
      resolve(undefined);
    }
  };
  const timer = setTimeout(() => {
    reject(
      new Error(
        `The frame ${url.href} has not answered within ${String(timeout / 1000)} seconds. ` +
          `Is its server there, and does it allow pages of ${location.origin} (--frame-ancestor)?`,
      ),
    );
  }, timeout);
  addEventListener('message', listener);
  return promise.finally(() => {
    clearTimeout(timer);
    removeEventListener('message', listener);
  });
}

function isFromReady(
  { source, origin, data }: MessageEvent,
  frame: HTMLIFrameElement,
  url: URL,
): boolean {
  return source === frame.contentWindow && origin === url.origin && isReadyMessage(data);
}

class FramedEditor implements EmbeddedEditor {
  readonly frame: HTMLIFrameElement;
  /** Resolves when the frame has received its end of the channel. */
  readonly connected: Promise<void>;

  readonly #port: MessagePort;
  readonly #listeners = { input: new Set<() => void>(), left: new Set<() => void>() };
  readonly #listening = new AbortController();
  /** Pending requests by their numbers. */
  readonly #waiting = new Map<number, Omit<Resolvers<string>, 'promise'>>();
  #lastRequest = 0;
  /** The reason why the frame no longer answers; undefined while it does. */
  #end: string | undefined;
  readonly #refuseConnection: (error: Error) => void;

  constructor(frame: HTMLIFrameElement, url: URL, port: MessagePort) {
    this.frame = frame;
    this.#port = port;
    const { promise, resolve, reject } = withResolvers<undefined>();
    this.connected = promise;
    this.#refuseConnection = reject;
    const { signal } = this.#listening;
    // The frame's page sends `left` itself, unless it has crashed: then Chromium closes the channel, or
    // another page announces itself.
    port.addEventListener(
      'close',
      () => {
        this.#leave();
      },
      { signal },
    );
    addEventListener(
      'message',
      (event) => {
        if (isFromReady(event, frame, url)) {
          this.#leave();
        }
      },
      { signal },
    );
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!isFrameMessage(data)) {
        return;
      }
      switch (data.kind) {
        case 'connected':
          resolve(undefined);
          break;
        case 'answer':
          this.#waiting.get(data.request)?.resolve(data.value);
          this.#waiting.delete(data.request);
          break;
        case 'input':
          this.#fire('input');
          break;
        case 'left':
          this.#leave();
          break;
        case 'height':
          frame.style.height = `${String(data.height)}px`;
          break;
      }
    };
  }

  getValue(): Promise<string> {
    return this.#ask((request) => ({ kind: 'get', request }));
  }

  async setValue(value: string): Promise<void> {
    await this.#ask((request) => ({ kind: 'set', request, value }));
  }

  on(type: 'input' | 'left', listener: () => void): () => void {
    // Wrapped, so that a listener added twice is called twice, and each can be removed on its own.
    const entry = (): void => {
      listener();
    };
    this.#listeners[type].add(entry);
    return () => {
      this.#listeners[type].delete(entry);
    };
  }

  focus(): void {
    this.frame.focus();
    this.#send({ kind: 'focus' });
  }

  destroy(): void {
    this.#stop(DESTROYED);
    this.frame.remove();
  }

  #leave(): void {
    if (this.#end === undefined) {
      this.#stop(LEFT);
      this.#fire('left');
    }
  }

  #stop(reason: string): void {
    this.#end = reason;
    this.#listening.abort();
    this.#port.close();
    this.#refuseConnection(new Error(reason));
    for (const { reject } of this.#waiting.values()) {
      reject(new Error(reason));
    }
    this.#waiting.clear();
  }

  #fire(type: 'input' | 'left'): void {
    for (const listener of [...this.#listeners[type]]) {
      listener();
    }
  }

  async #ask(message: (request: number) => HostMessage): Promise<string> {
    if (this.#end !== undefined) {
      throw new Error(this.#end);
    }
    const request = ++this.#lastRequest;
    const { promise, ...waiting } = withResolvers<string>();
    this.#waiting.set(request, waiting);
    this.#send(message(request));
    return promise;
  }

  #send(message: HostMessage): void {
    this.#port.postMessage(message);
  }
}
