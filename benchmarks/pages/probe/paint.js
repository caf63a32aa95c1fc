/**
 * True while a callback of requestAnimationFrame runs, or microtasks that it left behind: a change made now
 * is painted in this very frame, and waiting for the next one would count a frame too many.
 */
let inFrame = false;

const requestFrame = globalThis.requestAnimationFrame.bind(globalThis);

globalThis.requestAnimationFrame = (/** @type {FrameRequestCallback} */ callback) =>
  requestFrame((time) => {
    inFrame = true;
    try {
      callback(time);
    } finally {
      // Mutation observers were queued before this microtask, so they still see the flag.
      queueMicrotask(() => {
        inFrame = false;
      });
    }
  });

/** @type {(() => void)[]} */
let waiting = [];
const channel = new MessageChannel();
channel.port1.onmessage = () => {
  const callbacks = waiting;
  waiting = [];
  for (const callback of callbacks) {
    callback();
  }
};

/**
 * Calls back when the frame that shows the document as it is now has been painted: a message that is sent before the
 * painting is delivered after it.
 *
 * @param {() => void} callback
 */
export function afterPaint(callback) {
  const send = () => {
    waiting.push(callback);
    channel.port2.postMessage(null);
  };
  if (inFrame) {
    send();
  } else {
    requestFrame(send);
  }
}
