/**
 * Makes something out of a window whose frame then leaves the page: in its documents nothing runs and
 * nothing loads.
 *
 * That is so in any document without a browsing context. But Chromium checks the page's CSP for each
 * event handler and style attribute even there, as soon as the attribute is parsed, and reports a
 * violation, although nothing would have run, and the attribute is about to be removed. (So it does
 * within its own `Element.setHTML`.) Where the frame is gone there is no policy to violate, and the
 * reports that remain are worth reading.
 */
export function inFramelessWindow<Result>(
  make: (window: Window & typeof globalThis) => Result,
): Result {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.documentElement.append(frame);
  try {
    return make(frame.contentWindow as Window & typeof globalThis);
  } finally {
    frame.remove();
  }
}
