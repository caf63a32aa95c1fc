import type { ChangeSet } from '@codemirror/state';
import {
  type Change,
  ContentSecurityPolicyError,
  type LiveDocument,
  type Markdown,
  type Patch,
  RenderError,
  UnsupportedBrowserError,
} from '../engine/api.js';
import { loadMarkdown } from '../engine/load-markdown.js';
import { reportRefusal } from '../engine/refusal.js';
import { message } from '../language/catalogue.js';
import { Preview, type RenderedLines } from '../rendered-document/rendered-document.js';
import { messageOf } from '../util/error-sentence.js';
import { ParseWorker, WorkerError } from './parse-worker.js';
import { ServerRenderer } from './server-renderer.js';
import { checkPolicy } from '../security/trusted-types.js';
import { pageClock } from '../schedule/page-clock.js';
import { RenderSchedule, SHORT_RENDER } from '../schedule/render-schedule.js';
import { type Resolvers, withResolvers } from '../util/with-resolvers.js';

/** What a live preview tells its editor. */
export interface LivePreviewEvents {
  /** The preview shows the text as it is. The time is that since the first edit it did not show, in milliseconds. */
  updated(milliseconds: number): void;
  /** Something the reader should know, in a sentence or two; empty when that is over. */
  say(message: string): void;
}

/**
 * How much text is parsed and shown without a pause, in UTF-16 code units. An edit nearly always needs
 * less, and is shown in its own frame; what needs more is shown piece by piece, of a size that takes about
 * the time below: a thousand short blocks are more work than one long one.
 */
const FIRST_SLICE = 8 * 1024;
const SMALLEST_SLICE = 1024;
const LARGEST_SLICE = 16 * 1024;

/** How long a piece may take, in milliseconds, without layout, which takes about as long again. */
const SLICE_TIME = 12;

/**
 * How much text is parsed in the page in one go, in UTF-16 code units. Only a block longer than a slice
 * needs more than that, and goes to a worker, which takes a frame more but does not stop anybody typing.
 */
const LONGEST_PARSE = 2 * LARGEST_SLICE;

/**
 * Keeps a preview up to date with a text: each change goes to the engine in one call, which answers with
 * the blocks that differ, and these are replaced. All of that happens within the task of the input itself,
 * so that Chromium paints the text and its preview in the same frame; a worker's answer would come one
 * frame later.
 */
export class LivePreview {
  /** How long to wait after an edit, in milliseconds; 'auto': not at all while updates are short. */
  debounce: number | 'auto' = 'auto';

  /** Fulfilled when the first document has been shown, or could not be and says so. */
  readonly ready: Promise<void>;

  readonly #preview: Preview;
  readonly #events: LivePreviewEvents;
  readonly #worker = new ParseWorker();
  readonly #server = new ServerRenderer();
  readonly #schedule: RenderSchedule;
  readonly #becomeReady: () => void;
  #source: () => string = () => '';
  #markdown: Markdown | undefined;
  #document: LiveDocument | undefined;
  /** Changes that the document has not seen yet. */
  #pending: ChangeSet | undefined;
  /** Why the page's policy does not let the engine run, or its HTML be shown; undefined where it does. */
  #refusal: ContentSecurityPolicyError | undefined;
  /** Why the engine will never run here; empty while it may. */
  #unsupported = '';
  #message = '';
  /** When the first edit was made that the preview does not show. */
  #editedAt: number | undefined;
  #lastDuration = 0;
  /** Whether the document has seen no change since it was opened: opening it again would help nobody. */
  #freshlyOpened = false;
  #slice = FIRST_SLICE;
  /** Whether the preview shows the text as it is; undefined while that is being worked on. */
  #isShown: boolean | undefined;
  #waiting: ((isShown: boolean) => void)[] = [];
  #nextSlice: ReturnType<typeof setTimeout> | undefined;
  /** Counts what makes an answer of the worker worthless: another text. */
  #version = 0;
  /** Counts what makes anything that is under way worthless: another document, or none. */
  #generation = 0;

  constructor(root: HTMLElement, events: LivePreviewEvents) {
    this.#preview = new Preview(root);
    this.#events = events;
    const { promise, resolve }: Resolvers<void> = withResolvers();
    this.ready = promise;
    this.#becomeReady = resolve;
    const minimumDelay = () => this.#minimumDelay();
    this.#schedule = new RenderSchedule(
      {
        get minimumDelay() {
          return minimumDelay();
        },
        run: () => this.#run(),
      },
      pageClock,
    );
  }

  /**
   * Shows another document.
   *
   * @param source gives the whole text as it is at the moment of the call, now or later
   */
  open(source: () => string): void {
    this.close();
    this.#source = source;
    this.#editedAt = performance.now();
    this.#isShown = undefined;
    this.#schedule.now();
  }

  /** The text has changed. To be called in the input's own task. */
  edit(changes: ChangeSet): void {
    this.#editedAt ??= performance.now();
    this.#isShown = undefined;
    if (this.#document !== undefined) {
      this.#pending = this.#pending?.compose(changes) ?? changes;
      if (this.#isImmediate()) {
        this.#update(this.#document);
        return;
      }
    }
    this.#schedule.edited();
  }

  /** Fulfilled when there is nothing under way, with whether the preview shows the text as it is. */
  settled(): Promise<boolean> {
    return this.#isShown === undefined
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(this.#isShown);
  }

  /** What shows a line of the source, the first being 0; see `Preview.atLine`. */
  atLine(line: number): RenderedLines | undefined {
    return this.#preview.atLine(line);
  }

  /** Which lines of the source a node in the preview comes from; see `Preview.containing`. */
  containing(node: Node): RenderedLines | undefined {
    return this.#preview.containing(node);
  }

  /** Stops. Another document may be opened afterwards. */
  close(): void {
    this.#generation++;
    this.#schedule.stop();
    this.#server.close();
    this.#worker.close();
    this.#drop();
  }

  #drop(): void {
    this.#abandon();
    this.#pending = undefined;
    const document = this.#document;
    this.#document = undefined;
    document?.close();
  }

  /** Whether there is nothing to wait for. */
  #isImmediate(): boolean {
    return this.debounce === 'auto' ? this.#lastDuration <= SHORT_RENDER : this.debounce === 0;
  }

  #minimumDelay(): number {
    return Math.max(
      this.debounce === 'auto' ? 0 : this.debounce,
      this.#unsupported === '' ? 0 : this.#server.minimumDelay,
    );
  }

  async #run(): Promise<void> {
    if (this.#document !== undefined) {
      this.#update(this.#document);
      return;
    }
    if (this.#refusal !== undefined) {
      this.#forbidden(this.#refusal);
      return;
    }
    const generation = this.#generation;
    if (this.#unsupported === '') {
      try {
        checkPolicy();
        const markdown = await loadMarkdown();
        if (generation === this.#generation) {
          this.#reopen(markdown);
        }
        return;
      } catch (error) {
        if (generation !== this.#generation) {
          return;
        }
        if (error instanceof ContentSecurityPolicyError) {
          this.#forbidden(error);
          return;
        }
        if (error instanceof UnsupportedBrowserError) {
          this.#unsupported = message('live.unsupported');
        } else {
          console.warn(error);
          await this.#renderOnServer(
            message('live.engine-failed', { reason: message('live.not-loaded') }),
          );
          return;
        }
      }
    }
    await this.#renderOnServer(this.#unsupported);
  }

  /** The page has to be changed. Until then nothing is asked of its server, which it may forbid as well. */
  #forbidden(error: ContentSecurityPolicyError): void {
    this.#refusal = error;
    reportRefusal(error);
    const { directive, source } = error;
    this.#say(message('live.forbidden', { directive, source }));
    this.#settle(false);
    this.#becomeReady();
  }

  async #renderOnServer(reason: string): Promise<void> {
    const generation = this.#generation;
    const editedAt = this.#takeEditedAt();
    const result = await this.#server.render(this.#source());
    if (generation !== this.#generation) {
      return;
    }
    if (result.kind === 'rendered') {
      this.#say(`${reason} ${message('live.by-server')}`);
      this.#preview.show(result.html);
      this.#events.updated(performance.now() - editedAt);
    } else {
      this.#say(`${reason} ${result.message}`);
    }
    this.#settle(result.kind === 'rendered');
    this.#becomeReady();
  }

  /** Brings the preview up to the text: the path of a keystroke. */
  #update(document: LiveDocument): void {
    const begin = performance.now();
    const changes = changesOf(this.#pending);
    this.#pending = undefined;
    this.#freshlyOpened = false;
    this.#abandon();
    let patch: Patch;
    try {
      patch = document.edit(changes, this.#slice);
    } catch (error) {
      this.#failed(error);
      return;
    }
    this.#show(patch);
    this.#lastDuration = performance.now() - begin;
    this.#adapt(patch, this.#lastDuration);
  }

  /** Gives up what is under way for a text that has changed. */
  #abandon(): void {
    this.#version++;
    clearTimeout(this.#nextSlice);
  }

  #continue(): void {
    const document = this.#document;
    const request = document?.outstandingParse();
    if (request !== undefined) {
      void this.#parseElsewhere(request);
    } else if (document !== undefined) {
      this.#advance(document);
    }
  }

  async #parseElsewhere(request: string): Promise<void> {
    const version = this.#version;
    const isCurrent = () => version === this.#version;
    const begin = performance.now();
    try {
      const result = await this.#worker.run(request);
      if (!isCurrent()) {
        return;
      }
      // So long, at least, the writer has to pause before the next one is begun.
      this.#lastDuration = performance.now() - begin;
      if (result.kind === 'failed') {
        this.#explain(
          result.reason === undefined ? result.message : message(`live.failed.${result.reason}`),
        );
      } else {
        this.#adopt(result.answer);
      }
    } catch (error) {
      if (!isCurrent()) {
        return;
      }
      if (!(error instanceof WorkerError) || this.#markdown === undefined) {
        this.#failed(error);
        return;
      }
      // There is no worker: better wait here than see nothing.
      this.#parseHere(this.#markdown, request);
    }
  }

  #parseHere(markdown: Markdown, request: string): void {
    const begin = performance.now();
    let answer: string;
    try {
      answer = markdown.runDetachedParse(request);
    } catch (error) {
      this.#explain(reasonOf(error));
      return;
    }
    this.#adopt(answer);
    this.#lastDuration = performance.now() - begin;
  }

  #adopt(answer: string): void {
    let patch: Patch | undefined;
    try {
      patch = this.#document?.adopt(answer);
    } catch (error) {
      this.#failed(error);
      return;
    }
    if (patch !== undefined) {
      this.#show(patch);
    }
  }

  /** Parses and shows more of what did not fit into a slice. */
  #advance(document: LiveDocument): void {
    // Has the page laid out, which it would do anyway: that says nothing about the size of a piece.
    const { seenBlock } = this.#preview;
    const begin = performance.now();
    let patch: Patch;
    try {
      patch = document.advance(this.#slice, seenBlock);
    } catch (error) {
      this.#failed(error);
      return;
    }
    if (patch.complete) {
      // What was long is over: nothing says that the next edit will be.
      this.#lastDuration = 0;
    }
    this.#show(patch);
    this.#adapt(patch, performance.now() - begin);
  }

  /** Chooses the size of the next piece by the time that one has taken. */
  #adapt({ complete }: Patch, duration: number): void {
    if (duration > SLICE_TIME) {
      this.#slice = Math.max(this.#slice / 2, SMALLEST_SLICE);
    } else if (complete) {
      this.#slice = Math.max(this.#slice, FIRST_SLICE);
    } else if (duration < SLICE_TIME / 2) {
      this.#slice = Math.min(this.#slice * 2, LARGEST_SLICE);
    }
  }

  /** Opens the whole text as it is now. */
  #reopen(markdown: Markdown): void {
    this.#drop();
    this.#markdown = markdown;
    this.#preview.restart();
    this.#freshlyOpened = true;
    try {
      this.#document = markdown.openDocument(this.#source(), LONGEST_PARSE);
    } catch (error) {
      this.#failed(error);
      return;
    }
    this.#advance(this.#document);
  }

  /** The engine gave up: on a document that half of a change was made to, or on the text itself. */
  #failed(error: unknown): void {
    this.#drop();
    if (!this.#freshlyOpened) {
      this.#schedule.now();
      return;
    }
    this.#explain(reasonOf(error));
  }

  /** Says why the preview stays behind the text. */
  #explain(reason: string): void {
    this.#say(message('live.outdated', { reason }));
    this.#settle(false);
    this.#becomeReady();
  }

  #show(patch: Patch): void {
    try {
      this.#preview.apply(patch);
    } catch (error) {
      // A fault of ours or the browser's: it should be told to both the reader and the console.
      reportError(error);
      this.#failed(error);
      return;
    }
    if (!patch.complete) {
      this.#nextSlice = setTimeout(() => {
        this.#continue();
      });
      return;
    }
    this.#say('');
    this.#events.updated(performance.now() - this.#takeEditedAt());
    this.#settle(true);
    this.#becomeReady();
  }

  #settle(isShown: boolean): void {
    this.#isShown = isShown;
    for (const resolve of this.#waiting.splice(0)) {
      resolve(isShown);
    }
  }

  #takeEditedAt(): number {
    const editedAt = this.#editedAt ?? performance.now();
    this.#editedAt = undefined;
    return editedAt;
  }

  #say(message: string): void {
    if (message !== this.#message) {
      this.#message = message;
      this.#events.say(message);
    }
  }
}

/** Why a document could not be rendered, in the reader's language. */
function reasonOf(error: unknown): string {
  return error instanceof RenderError ? message(`live.failed.${error.reason}`) : messageOf(error);
}

function changesOf(set: ChangeSet | undefined): Change[] {
  const changes: Change[] = [];
  set?.iterChanges((from, to, _fromAfter, _toAfter, insert) => {
    changes.push({ from, to, insert: insert.toString() });
  }, true);
  return changes;
}
