import pageURL from 'asset:diagrams.html';
import { withResolvers } from '../util/with-resolvers.js';
import {
  type DrawnAnswer,
  isDrawnAnswer,
  isMistakeAnswer,
  isReady,
  MAX_DIAGRAM_UNITS,
} from './diagram-messages.js';
import { DrawingMistake } from './drawable.js';

/** The time for the frame's page to load, in milliseconds: some 700 KB. */
const LOAD_TIMEOUT_MS = 30_000;

/** The time for one diagram, in milliseconds; a frame that takes longer is replaced. */
const DRAW_TIMEOUT_MS = 5000;

/** A larger image, in UTF-16 code units of SVG, is not shown. */
const MAX_SVG_UNITS = 2_000_000;

/** The size of the frame, in CSS pixels: some diagrams are as wide as there is room. */
const FRAME_WIDTH_PX = 800;

/** There is no frame to draw in: the page's policy forbids it, or its file is not there. */
export class NoDiagramsError extends Error {
  override readonly name = 'NoDiagramsError';
}

/**
 * The frame in which all diagrams of a page are drawn, one after the other. It has no origin, so that nothing
 * in it can reach the page; what comes out is the text of an image.
 */
export class DiagramFrame {
  #frame: Promise<HTMLIFrameElement> | undefined;
  #requests = 0;
  /** Pending while something is drawn. */
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param isWanted returns false once the diagram is not needed any more
   * @returns undefined if it is not
   * @throws DrawingMistake with the reason why it is none; NoDiagramsError if there never will be any
   */
  draw(source: string, isDark: boolean, isWanted: () => boolean): Promise<DrawnAnswer | undefined> {
    const drawn = this.#last.then(() => (isWanted() ? this.#ask(source, isDark) : undefined));
    this.#last = drawn.catch(() => undefined);
    return drawn;
  }

  async #ask(source: string, isDark: boolean): Promise<DrawnAnswer> {
    if (source.length > MAX_DIAGRAM_UNITS) {
      throw new DrawingMistake(`Longer than ${String(MAX_DIAGRAM_UNITS)} characters`);
    }
    const frame = await (this.#frame ??= load());
    const request = this.#requests++;
    const answer = nextMessage(frame, DRAW_TIMEOUT_MS, (data) =>
      (isDrawnAnswer(data) || isMistakeAnswer(data)) && data.request === request ? data : undefined,
    );
    // Its origin is none, which no target can name.
    frame.contentWindow?.postMessage({ request, source, isDark }, '*');
    const data = await answer;
    if (data === undefined) {
      frame.remove();
      this.#frame = undefined;
      throw new DrawingMistake(`It takes longer than ${String(DRAW_TIMEOUT_MS / 1000)} seconds`);
    }
    if (isMistakeAnswer(data)) {
      throw new DrawingMistake(data.mistake);
    }
    if (data.svg.length > MAX_SVG_UNITS) {
      throw new DrawingMistake('The image is too large');
    }
    return data;
  }
}

async function load(): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  frame.sandbox.add('allow-scripts');
  frame.referrerPolicy = 'no-referrer';
  frame.src = pageURL.href;
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  // Laid out, because texts are measured in it, but out of sight.
  Object.assign(frame.style, {
    position: 'fixed',
    inset: '0 auto auto 0',
    inlineSize: `${String(FRAME_WIDTH_PX)}px`,
    blockSize: `${String(FRAME_WIDTH_PX)}px`,
    border: '0',
    visibility: 'hidden',
    pointerEvents: 'none',
  });
  const ready = nextMessage(frame, LOAD_TIMEOUT_MS, (data) => isReady(data) || undefined);
  document.body.append(frame);
  if ((await ready) === undefined) {
    frame.remove();
    throw new NoDiagramsError('The frame for diagrams has not answered.');
  }
  return frame;
}

/** Returns the first message of a frame for which a function returns something; undefined if none comes. */
function nextMessage<Result>(
  frame: HTMLIFrameElement,
  timeoutMilliseconds: number,
  read: (data: unknown) => Result | undefined,
): Promise<Result | undefined> {
  const { promise, resolve } = withResolvers<Result | undefined>();
  const over = new AbortController();
  const timer = setTimeout(() => {
    resolve(undefined);
  }, timeoutMilliseconds);
  addEventListener(
    'message',
    ({ source, data }: MessageEvent<unknown>) => {
      const result = source !== null && source === frame.contentWindow ? read(data) : undefined;
      if (result !== undefined) {
        resolve(result);
      }
    },
    { signal: over.signal },
  );
  return promise.finally(() => {
    clearTimeout(timer);
    over.abort();
  });
}
