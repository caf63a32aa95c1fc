import type { RenderResult } from './renderer.js';

/** What the page sends to the worker, once for each render: the document. */
export type WorkerRequest = string;

/** What the worker sends to the page. */
export type WorkerReply =
  /** First of all: the engine is loaded. */
  | { readonly kind: 'ready' }
  /** Instead of that. */
  | { readonly kind: 'unavailable'; readonly message: string }
  /** To each request. */
  | RenderResult;
