import type { RenderError } from '../engine/api.js';

/** A message from the page to the worker. */
export type WorkerRequest =
  /** First of all: where the engine is, which a copy of the worker's script could not tell. */
  | { readonly url: string; readonly integrity: string }
  /** Once for each parse: see `LiveDocument.outstandingParse`. */
  | string;

/** A message from the worker to the page. */
export type WorkerReply =
  /** First of all: the engine is loaded. */
  | { readonly kind: 'ready' }
  /** Instead of that. */
  | { readonly kind: 'unavailable'; readonly message: string }
  /** To each request. */
  | ParseResult;

export type ParseResult =
  | { readonly kind: 'parsed'; readonly answer: string }
  /** The error as a sentence; and its reason, if the engine itself has given one. */
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly reason?: RenderError['reason'] | undefined;
    };
