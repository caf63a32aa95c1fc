// Over 400 lines, because the states of an update and all that ends one are read together. What stands alone
// is in pacing.ts, progress.ts, parse-worker.ts and server-renderer.ts.
import type { ChangeSet } from '@codemirror/state';
import {
  type Change,
  ContentSecurityPolicyError,
  type Extension,
  type LiveDocument,
  type Markdown,
  type Patch,
  RenderError,
  UnsupportedBrowserError,
} from '../engine/api.js';
import { loadMarkdown } from '../engine/load-markdown.js';
import { reportRefusal } from '../engine/refusal.js';
import { message } from '../language/catalogue.js';
import type { StandIns } from '../sanitizer/stand-ins.js';
import type { RenderedDocument } from '../rendered-document/rendered-document.js';
import type { RenderedLines } from '../rendered-document/source-index.js';
import { pageClock } from '../schedule/page-clock.js';
import {
  type CancelCallback,
  type Clock,
  RenderSchedule,
  SHORT_RENDER_MS,
} from '../schedule/render-schedule.js';
import { checkPolicy } from '../security/trusted-types.js';
import { sentenceOf } from '../util/error-sentence.js';
import { mayHaveLongURLs, mayInsertLongURL } from './long-urls.js';
import { type Debounce, LARGEST_SLICE_UNITS, SliceSize } from './pacing.js';
import { ParseWorker, WorkerError } from './parse-worker.js';
import { Progress } from './progress.js';
import { ServerRenderer } from './server-renderer.js';

/** The beginning of the HTML of front matter. */
const FRONT_MATTER = '<details class="front-matter"';

/** Notifications of a live preview to its editor. */
export interface LivePreviewEvents {
  /** The preview shows the text as it is. The time is that since the first edit it did not show, in milliseconds. */
  updated(milliseconds: number): void;
  /** Something the reader should know, in a sentence or two; empty when that is over. */
  say(message: string): void;
}

/**
 * The amount of text that is parsed in the page in one go. Only a block longer than a slice needs more, and goes to a worker, which takes a frame more but does not block typing.
 */
const LONGEST_PARSE_UNITS = LARGEST_SLICE_UNITS;

/**
 * How long the block at the top of what is seen is taken for the same while slices are shown, in milliseconds.
 * Finding it has the page laid out, for which Chromium looks at all children of the preview.
 */
const SEEN_BLOCK_MS = 100;

/** The members of the rendered document that a live preview uses. */
export type DocumentView = Pick<
  RenderedDocument,
  'apply' | 'atLine' | 'containing' | 'describe' | 'restart' | 'seenBlock' | 'show'
>;

/** The dependencies of a live preview; a test has its own. */
export interface LiveTools {
  readonly clock: Clock;
  /** Loads the engine; see `loadMarkdown`. */
  load(): Promise<Markdown>;
  /** Loads what keeps long URLs from the engine; undefined where it is not to be had. */
  loadShortening(): Promise<Shortening | undefined>;
  readonly worker: Pick<ParseWorker, 'run' | 'close'>;
  readonly server: Pick<ServerRenderer, 'render' | 'close' | 'minimumDelay'>;
}

/** The file that keeps long URLs from the engine: its own, because few texts have any. */
type Shortening = Pick<typeof import('./stand-ins.lazy.js'), 'openShortened'>;

/** The renderer in use, if any. */
type Renderer =
  /** The engine, once it is loaded. */
  | { readonly kind: 'engine'; readonly markdown: Markdown | undefined }
  /** The server, because the engine will never run in this browser. */
  | { readonly kind: 'server'; readonly reason: string }
  /** Nothing: the page's policy does not let the engine run, or its HTML be shown. */
  | { readonly kind: 'forbidden'; readonly error: ContentSecurityPolicyError };

/** The members of a live document that a live preview uses. */
type OpenDocument = Pick<
  LiveDocument,
  'edit' | 'advance' | 'outstandingParse' | 'adopt' | 'properties' | 'close'
>;

/** A document that the engine has open. */
interface Opened {
  readonly document: OpenDocument;
  /** The short URLs in its HTML, if there are any. */
  readonly standIns: StandIns | undefined;
  /** Changes that the document has not seen yet. */
  pending: ChangeSet | undefined;
}

/**
 * Keeps a preview up to date with a text: each change goes to the engine in one call, which answers with
 * the blocks that differ, and these are replaced. All of that happens within the task of the input itself,
 * so that Chromium paints the text and its preview in the same frame; a worker's answer would come one
 * frame later.
 */
export class LivePreview {
  /** The delay after an edit, in milliseconds; 'auto': none while updates are short. */
  debounce: Debounce = 'auto';

  /** The extensions of the Markdown; a change applies to what is opened from then on. */
  extensions: readonly Extension[] = [];

  readonly #preview: DocumentView;
  readonly #events: LivePreviewEvents;
  readonly #tools: LiveTools;
  readonly #schedule: RenderSchedule;
  readonly #progress = new Progress();
  readonly #slice = new SliceSize();
  #source: () => string = () => '';
  #renderer: Renderer = { kind: 'engine', markdown: undefined };
  #opened: Opened | undefined;
  #hasFrontMatter = false;
  #message = '';
  /** The time of the first edit that the preview does not show. */
  #editedAt: number | undefined;
  #lastDuration = 0;
  /** True from a failure of the engine on until the text has changed, or is shown. */
  #hasFailed = false;
  #cancelSlice: CancelCallback | undefined;
  #seen = { block: 0, until: -Infinity };
  /** Counts what makes an answer of the worker worthless: another text. */
  #version = 0;
  /** Counts what makes anything that is under way worthless: another document, or none. */
  #generation = 0;

  constructor(
    preview: DocumentView,
    events: LivePreviewEvents,
    tools: LiveTools = {
      clock: pageClock,
      load: loadAllowed,
      // Without the file such a text is shown all the same, and more slowly.
      loadShortening: () => import('./stand-ins.lazy.js').catch(() => undefined),
      worker: new ParseWorker(),
      server: new ServerRenderer(),
    },
  ) {
    this.#preview = preview;
    this.#events = events;
    this.#tools = tools;
    const minimumDelay = () => this.#minimumDelay();
    this.#schedule = new RenderSchedule(
      {
        get minimumDelay() {
          return minimumDelay();
        },
        run: () => this.#run(),
      },
      tools.clock,
    );
  }

  /** Fulfilled when the first document has been shown, or could not be and says so. */
  get ready(): Promise<void> {
    return this.#progress.ready;
  }

  /**
   * Shows another document.
   *
   * @param source gives the whole text as it is at the moment of the call, now or later
   */
  open(source: () => string): void {
    this.close();
    this.#source = source;
    this.#editedAt = this.#tools.clock.now();
    this.#hasFailed = false;
    this.#progress.begin();
    this.#schedule.now();
  }

  /** The text has changed. To be called in the input's own task. */
  edit(changes: ChangeSet): void {
    this.#hasFailed = false;
    this.#editedAt ??= this.#tools.clock.now();
    this.#progress.begin();
    if (this.#opened?.standIns === undefined && mayInsertLongURL(changes)) {
      this.#drop();
    }
    const opened = this.#opened;
    if (opened !== undefined) {
      opened.pending = opened.pending?.compose(changes) ?? changes;
      if (this.#isImmediate()) {
        this.#update(opened);
        return;
      }
    }
    this.#schedule.edited();
  }

  /** Fulfilled when there is nothing under way, with whether the preview shows the text as it is. */
  settled(): Promise<boolean> {
    return this.#progress.settled();
  }

  /** Returns what shows a line of the source, the first being 0; see `RenderedDocument.atLine`. */
  atLine(line: number): RenderedLines | undefined {
    return this.#preview.atLine(line);
  }

  /** Returns the source lines that a node in the preview comes from; see `RenderedDocument.containing`. */
  containing(node: Node): RenderedLines | undefined {
    return this.#preview.containing(node);
  }

  /** Stops. Another document may be opened afterwards. */
  close(): void {
    this.#generation++;
    this.#schedule.stop();
    this.#tools.server.close();
    this.#tools.worker.close();
    this.#drop();
  }

  #drop(): void {
    this.#abandon();
    const opened = this.#opened;
    this.#opened = undefined;
    opened?.document.close();
  }

  /** Returns whether an edit is shown without a delay. */
  #isImmediate(): boolean {
    return this.debounce === 'auto' ? this.#lastDuration <= SHORT_RENDER_MS : this.debounce === 0;
  }

  #minimumDelay(): number {
    return Math.max(
      this.debounce === 'auto' ? 0 : this.debounce,
      this.#renderer.kind === 'server' ? this.#tools.server.minimumDelay : 0,
    );
  }

  async #run(): Promise<void> {
    if (this.#opened !== undefined) {
      this.#update(this.#opened);
      return;
    }
    const renderer = this.#renderer;
    switch (renderer.kind) {
      case 'engine':
        await this.#loadAndOpen();
        break;
      case 'server':
        await this.#renderOnServer(renderer.reason);
        break;
      case 'forbidden':
        this.#explainRefusal(renderer.error);
    }
  }

  async #loadAndOpen(): Promise<void> {
    const generation = this.#generation;
    try {
      const [markdown, shortening] = await Promise.all([
        this.#tools.load(),
        mayHaveLongURLs(this.#source()) ? this.#tools.loadShortening() : undefined,
      ]);
      if (generation === this.#generation) {
        this.#reopen(markdown, shortening);
      }
    } catch (error) {
      if (generation === this.#generation) {
        await this.#engineFailed(error);
      }
    }
  }

  async #engineFailed(error: unknown): Promise<void> {
    if (error instanceof ContentSecurityPolicyError) {
      this.#renderer = { kind: 'forbidden', error };
      this.#explainRefusal(error);
    } else if (error instanceof UnsupportedBrowserError) {
      const reason = message('live.unsupported');
      this.#renderer = { kind: 'server', reason };
      await this.#renderOnServer(reason);
    } else {
      console.warn(error);
      await this.#renderOnServer(
        message('live.engine-failed', { reason: message('live.not-loaded') }),
      );
    }
  }

  /** The page has to be changed. Until then nothing is asked of its server, which it may forbid as well. */
  #explainRefusal(error: ContentSecurityPolicyError): void {
    reportRefusal(error);
    const { directive, source } = error;
    this.#say(message('live.forbidden', { directive, source }));
    this.#progress.end('outdated');
  }

  async #renderOnServer(reason: string): Promise<void> {
    const generation = this.#generation;
    const editedAt = this.#takeEditedAt();
    const result = await this.#tools.server.render(this.#source(), this.extensions);
    if (generation !== this.#generation) {
      return;
    }
    if (result.kind === 'rendered') {
      this.#say(`${reason} ${message('live.by-server')}`);
      this.#preview.show(result.html);
      this.#events.updated(this.#tools.clock.now() - editedAt);
    } else {
      this.#say(`${reason} ${result.message}`);
    }
    this.#progress.end(result.kind === 'rendered' ? 'shown' : 'outdated');
  }

  /** Brings the preview up to the text: the path of a keystroke. */
  #update(opened: Opened): void {
    const begin = this.#tools.clock.now();
    const changes = changesOf(opened.pending);
    opened.pending = undefined;
    this.#abandon();
    let patch: Patch;
    try {
      patch = opened.document.edit(changes, this.#slice.units);
    } catch (error) {
      this.#failed(error);
      return;
    }
    this.#show(patch);
    this.#lastDuration = this.#tools.clock.now() - begin;
    this.#slice.adapt(patch.complete, this.#lastDuration);
  }

  /** Gives up what is under way for a text that has changed. */
  #abandon(): void {
    this.#version++;
    this.#cancelSlice?.();
  }

  #continue(): void {
    const document = this.#opened?.document;
    let request: string | undefined;
    try {
      request = document?.outstandingParse();
    } catch (error) {
      this.#failed(error);
      return;
    }
    if (request !== undefined) {
      void this.#parseElsewhere(request);
    } else if (document !== undefined) {
      this.#advance(document);
    }
  }

  async #parseElsewhere(request: string): Promise<void> {
    const version = this.#version;
    const isCurrent = () => version === this.#version;
    const begin = this.#tools.clock.now();
    try {
      const result = await this.#tools.worker.run(request);
      if (!isCurrent()) {
        return;
      }
      // The next parse is begun only once the writer has paused for at least this long.
      this.#lastDuration = this.#tools.clock.now() - begin;
      if (result.kind === 'parsed') {
        this.#adopt(result.answer);
      } else if (result.reason === undefined) {
        this.#explain(result.message);
      } else {
        this.#failed(new RenderError(result.reason, result.message));
      }
    } catch (error) {
      if (!isCurrent()) {
        return;
      }
      const renderer = this.#renderer;
      if (
        !(error instanceof WorkerError) ||
        renderer.kind !== 'engine' ||
        renderer.markdown === undefined
      ) {
        this.#failed(error);
        return;
      }
      // There is no worker: better wait here than see nothing.
      this.#parseHere(renderer.markdown, request);
    }
  }

  #parseHere(markdown: Markdown, request: string): void {
    const begin = this.#tools.clock.now();
    let answer: string;
    try {
      answer = markdown.runDetachedParse(request);
    } catch (error) {
      this.#failed(error);
      return;
    }
    this.#adopt(answer);
    this.#lastDuration = this.#tools.clock.now() - begin;
  }

  #adopt(answer: string): void {
    let patch: Patch | undefined;
    try {
      patch = this.#opened?.document.adopt(answer);
    } catch (error) {
      this.#failed(error);
      return;
    }
    if (patch !== undefined) {
      this.#show(patch);
    }
  }

  /** Parses and shows more of what did not fit into a slice. */
  #advance(document: OpenDocument): void {
    // Before the timing starts: what it takes says nothing about the slice.
    const seenBlock = this.#seenBlock();
    const begin = this.#tools.clock.now();
    let patch: Patch;
    try {
      patch = document.advance(this.#slice.units, seenBlock);
    } catch (error) {
      this.#failed(error);
      return;
    }
    if (patch.complete) {
      // The long update is over: nothing says that the next edit will take as long.
      this.#lastDuration = 0;
    }
    this.#show(patch);
    this.#slice.adapt(patch.complete, this.#tools.clock.now() - begin);
  }

  #seenBlock(): number {
    const now = this.#tools.clock.now();
    if (now >= this.#seen.until) {
      this.#seen = { block: this.#preview.seenBlock, until: now + SEEN_BLOCK_MS };
    }
    return this.#seen.block;
  }

  /** Opens the whole text as it is now. */
  #reopen(markdown: Markdown, shortening: Shortening | undefined): void {
    this.#drop();
    this.#renderer = { kind: 'engine', markdown };
    this.#preview.restart();
    this.#seen = { block: 0, until: -Infinity };
    const options = { extensions: this.extensions, longestParse: LONGEST_PARSE_UNITS };
    try {
      const shortened = shortening?.openShortened(markdown, this.#source, options);
      this.#opened = {
        document: shortened ?? markdown.openDocument(this.#source(), options),
        standIns: shortened,
        pending: undefined,
      };
    } catch (error) {
      this.#failed(error);
      return;
    }
    this.#advance(this.#opened.document);
  }

  /**
   * The engine gave up. The text is opened once more: the cause may be half of a change, another document of the
   * same instance, or a stack that the caller had nearly filled.
   */
  #failed(error: unknown): void {
    this.#drop();
    if (this.#hasFailed) {
      this.#explain(reasonOf(error));
    } else {
      this.#hasFailed = true;
      this.#schedule.now();
    }
  }

  /** Says why the preview stays behind the text. */
  #explain(reason: string): void {
    this.#say(message('live.outdated', { reason }));
    this.#progress.end('outdated');
  }

  /** Shows the properties of the document anew if its front matter, the first block, has changed. */
  #describe({ splices: [first] }: Patch): void {
    if (first?.index !== 0 || this.#opened === undefined) {
      return;
    }
    const hadFrontMatter = this.#hasFrontMatter;
    this.#hasFrontMatter = first.added[0]?.html.startsWith(FRONT_MATTER) === true;
    // A call for each key would be a second crossing.
    if (hadFrontMatter || this.#hasFrontMatter) {
      this.#preview.describe(this.#opened.document.properties());
    }
  }

  #show(patch: Patch): void {
    try {
      this.#preview.apply(patch, this.#opened?.standIns);
      this.#describe(patch);
    } catch (error) {
      // A fault of ours or the browser's: it should be told to both the reader and the console.
      reportError(error);
      this.#failed(error);
      return;
    }
    if (!patch.complete) {
      this.#cancelSlice = this.#tools.clock.after(0, () => {
        this.#continue();
      });
      return;
    }
    this.#hasFailed = false;
    this.#say('');
    this.#events.updated(this.#tools.clock.now() - this.#takeEditedAt());
    this.#progress.end('shown');
  }

  #takeEditedAt(): number {
    const editedAt = this.#editedAt ?? this.#tools.clock.now();
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

/** Rejects, too, where the page's policy would not let the engine's HTML be shown. */
async function loadAllowed(): Promise<Markdown> {
  checkPolicy();
  return loadMarkdown();
}

/** Why a document could not be rendered, in the reader's language. */
function reasonOf(error: unknown): string {
  return error instanceof RenderError ? message(`live.failed.${error.reason}`) : sentenceOf(error);
}

function changesOf(set: ChangeSet | undefined): Change[] {
  const changes: Change[] = [];
  set?.iterChanges((from, to, _fromAfter, _toAfter, insert) => {
    changes.push({ from, to, insert: insert.toString() });
  }, true);
  return changes;
}
