import { connectMessage, type HostMessage, isFrameMessage, isReadyMessage } from './protocol.js';
import { type Resolvers, withResolvers } from '../util/with-resolvers.js';

/** How long a frame may take to answer, in milliseconds: it loads a page and its scripts first. */
const DEFAULT_TIMEOUT = 20_000;

const DESTROYED = 'The editor has been taken out of the page.';

const LEFT =
  'The frame has left the editor: it was reloaded, moved in the page, navigated, or has crashed. ' +
  'Its text is gone. Call destroy(), and embedTwinmark() again.';

/** How an editor is put into a page. */
export interface EmbedOptions {
  /** The address of the server's frame, such as `https://twinmark.example/embed`. */
  readonly src: string | URL;
  /** The Markdown to begin with; empty without it. */
  readonly value?: string;
  /** What assistive technology calls the frame; `Markdown` without it. */
  readonly title?: string;
  /** Makes the frame as high as what is in it. Without it the page's style says how high it is. */
  readonly autoHeight?: boolean;
  /** How long the frame may take to be there, in milliseconds; 20 seconds without it. */
  readonly timeout?: number;
}

/** An editor in a frame. */
export interface EmbeddedEditor {
  readonly frame: HTMLIFrameElement;

  /**
   * The document, as Markdown.
   *
   * @throws Error once it is destroyed or the frame has left the editor, as `setValue` does
   */
  getValue(): Promise<string>;

  /** Sets the document, which the writer can undo. Fulfilled when `getValue` would give it. */
  setValue(value: string): Promise<void>;

  /**
   * Calls a function after each change by the writer (`input`), or when the frame has left the editor
   * (`left`): it was reloaded, moved in the page, navigated, or has crashed. `getValue` gives the text after a
   * change: long texts are better not sent at every key. When the frame has left, pending calls are rejected,
   * and later ones will be.
   *
   * @returns a function that removes the listener
   */
  on(type: 'input' | 'left', listener: () => void): () => void;

  /** Puts the focus into the text. */
  focus(): void;

  /** Takes the frame out of the page. */
  destroy(): void;
}

/**
 * Puts an editor into a page, in a frame of its own, which can reach nothing of the page.
 *
 * @param container to whose children the frame is added
 * @returns fulfilled when it can be written in
 * @throws Error when the frame does not answer: most often because its server does not allow it in pages of
 *   this origin
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
  // It has a border of its own. How high it is, is for the page.
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

/** Fulfilled when the frame, and nobody else, says that it is there. */
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
  /** Fulfilled when the frame has taken its end of the channel. */
  readonly connected: Promise<void>;

  readonly #port: MessagePort;
  readonly #listeners = { input: new Set<() => void>(), left: new Set<() => void>() };
  readonly #listening = new AbortController();
  /** By the numbers of their requests. */
  readonly #waiting = new Map<number, Omit<Resolvers<string>, 'promise'>>();
  #lastRequest = 0;
  /** Why there is no answer to be had any more; undefined while there is. */
  #end: string | undefined;
  readonly #refuseConnection: (error: Error) => void;

  constructor(frame: HTMLIFrameElement, url: URL, port: MessagePort) {
    this.frame = frame;
    this.#port = port;
    const { promise, resolve, reject } = withResolvers<undefined>();
    this.connected = promise;
    this.#refuseConnection = reject;
    const { signal } = this.#listening;
    // The page says so itself, unless it has crashed: then Chromium closes the channel, or another page is there.
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
    // In a function of its own: a listener that is added twice is called twice, and either can be removed.
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
