import { hasShape, isBoolean, isCount, isOneOf, isString } from '../util/shape.js';

/**
 * What the frame at /embed and the page around it say to each other. It begins with two messages from window
 * to window, each checked for where it comes from; all else goes through a channel that is only theirs.
 */

/** Counted up when a message comes to mean something else. Sides of different versions don't talk. */
const VERSION = 1;

/** From the frame to whoever has it in a page, and so without a word about the document. */
export interface ReadyMessage {
  readonly twinmark: number;
  readonly kind: 'ready';
}

/** From the page, with one end of the channel. */
export interface ConnectMessage {
  readonly twinmark: number;
  readonly kind: 'connect';
  readonly value: string;
  /** Whether the page wants to know how high the editor would like to be. */
  readonly autoHeight: boolean;
}

/** From the page, through the channel. Requests are answered by their number. */
export type HostMessage =
  | { readonly kind: 'get'; readonly request: number }
  | { readonly kind: 'set'; readonly request: number; readonly value: string }
  | { readonly kind: 'focus' };

/** From the frame, through the channel. */
export type FrameMessage =
  | { readonly kind: 'connected' }
  | { readonly kind: 'answer'; readonly request: number; readonly value: string }
  /** The writer has changed the text. */
  | { readonly kind: 'input' }
  /** The frame's page is about to be replaced or removed, with the text in it. */
  | { readonly kind: 'left' }
  /** In CSS pixels. */
  | { readonly kind: 'height'; readonly height: number };

export const READY: ReadyMessage = { twinmark: VERSION, kind: 'ready' };

export function connectMessage(value: string, autoHeight: boolean): ConnectMessage {
  return { twinmark: VERSION, kind: 'connect', value, autoHeight };
}

export function isReadyMessage(data: unknown): data is ReadyMessage {
  return hasShape(data, { twinmark: isVersion, kind: isOneOf('ready') });
}

export function isConnectMessage(data: unknown): data is ConnectMessage {
  return hasShape(data, {
    twinmark: isVersion,
    kind: isOneOf('connect'),
    value: isString,
    autoHeight: isBoolean,
  });
}

export function isHostMessage(data: unknown): data is HostMessage {
  return (
    hasShape(data, { kind: isOneOf('get'), request: isCount }) ||
    hasShape(data, { kind: isOneOf('set'), request: isCount, value: isString }) ||
    hasShape(data, { kind: isOneOf('focus') })
  );
}

export function isFrameMessage(data: unknown): data is FrameMessage {
  return (
    hasShape(data, { kind: isOneOf('connected') }) ||
    hasShape(data, { kind: isOneOf('answer'), request: isCount, value: isString }) ||
    hasShape(data, { kind: isOneOf('input') }) ||
    hasShape(data, { kind: isOneOf('left') }) ||
    hasShape(data, { kind: isOneOf('height'), height: isCount })
  );
}

function isVersion(value: unknown): boolean {
  return value === VERSION;
}
