import { hasShape, isString } from '../../util/shape.js';

/** A message to the other windows: a document was added, changed or removed. */
interface Change {
  readonly id: string;
}

/** The pages of this application in other windows. */
export class OtherWindows {
  readonly #channel: BroadcastChannel;

  /** @param onChange called with the id of a document that another window has changed */
  constructor(channel: BroadcastChannel, onChange: (id: string) => void) {
    this.#channel = channel;
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      // A page of another version may be sending on the channel.
      if (hasShape(data, { id: isString })) {
        onChange((data as Change).id);
      }
    });
  }

  /** Announces that a document was added, changed or removed here. */
  notify(id: string): void {
    const change: Change = { id };
    this.#channel.postMessage(change);
  }
}
