import { hasShape, isBoolean, isCount, isOneOf, isString } from '../util/shape.js';

/**
 * The protocol between the frame at /embed and its host page. It begins with two window messages, each
 * checked for its origin; everything else goes through a private message channel.
 */

/** Incremented when the meaning of a message changes. Sides with different versions do not connect. */
const VERSION = 1;

/** Sent by the frame to any page that embeds it, and therefore without any of the document. */
export interface ReadyMessage {
  readonly twinmark: number;
  readonly kind: 'ready';
}

/** Sent by the host page, with one end of the channel. */
export interface ConnectMessage {
  readonly twinmark: number;
  readonly kind: 'connect';
  readonly value: string;
  /** True if the host page wants to be told the height of the editor's content. */
  readonly autoHeight: boolean;
}

/** Sent by the host page through the channel. The frame answers a request by its number. */
export type HostMessage =
  | { readonly kind: 'get'; readonly request: number }
  | { readonly kind: 'set'; readonly request: number; readonly value: string }
  | { readonly kind: 'focus' };

/** Sent by the frame through the channel. */
export type FrameMessage =
  | { readonly kind: 'connected' }
  | { readonly kind: 'answer'; readonly request: number; readonly value: string }
  /** Sent when the user has changed the text. */
  | { readonly kind: 'input' }
  /** Sent when the frame's page is about to be replaced or removed, along with its text. */
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
