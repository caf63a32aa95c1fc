import type { RenderError } from '../engine/api.js';

/** What the page sends to the worker. */
export type WorkerRequest =
  /** First of all: where the engine is, which a copy of the worker's script could not tell. */
  | { readonly url: string; readonly integrity: string }
  /** Once for each parse: see `LiveDocument.outstandingParse`. */
  | string;

/** What the worker sends to the page. */
export type WorkerReply =
  /** First of all: the engine is loaded. */
  | { readonly kind: 'ready' }
  /** Instead of that. */
  | { readonly kind: 'unavailable'; readonly message: string }
  /** To each request. */
  | ParseResult;

export type ParseResult =
  | { readonly kind: 'parsed'; readonly answer: string }
  /** What went wrong, as a sentence; and for what reason, where the engine itself has said so. */
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly reason?: RenderError['reason'] | undefined;
    };
