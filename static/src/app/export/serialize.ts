import { DRAWING } from '../../dom/drawing.js';
import { Pause } from '../../schedule/pause.js';
import type { Report } from '../ui/progress.js';

/** The number of child nodes serialized at once. A block takes about 10 µs. */
const BATCH_NODES = 64;

/**
 * The content of an element as HTML, with the empty elements as CommonMark writes them (`<br />`).
 * https://w3c.github.io/DOM-Parsing/#the-xmlserializer-interface
 *
 * @param revise changes a copy of some successive children before it is serialized
 */
export async function serializeContent(
  element: Element,
  report: Report,
  signal: AbortSignal,
  revise: (copy: Element) => void,
): Promise<string> {
  const serializer = new XMLSerializer();
  // A document without a window, so that the copies load no images.
  const inert = document.implementation.createHTMLDocument('');
  const pause = new Pause();
  const children = [...element.childNodes];
  const parts: string[] = [];
  for (let i = 0; i < children.length; i += BATCH_NODES) {
    await pause.ifDue(signal);
    report(i, children.length);
    const batch = inert.createElement('div');
    batch.append(
      ...children.slice(i, i + BATCH_NODES).map((child) => inert.importNode(child, true)),
    );
    for (const drawing of batch.querySelectorAll(DRAWING)) {
      drawing.remove();
    }
    keepFirstLineFeeds(batch);
    revise(batch);
    const text = serializer.serializeToString(batch);
    // Without the <div>, which alone has the name space.
    parts.push(text.slice(text.indexOf('>') + 1, text.lastIndexOf('</')));
  }
  return parts.join('');
}

/** Parsers drop a line feed at the beginning of `pre`: https://html.spec.whatwg.org/#parsing-main-inbody */
function keepFirstLineFeeds(element: Element): void {
  for (const pre of element.querySelectorAll('pre')) {
    if (pre.firstChild instanceof Text && pre.firstChild.data.startsWith('\n')) {
      pre.prepend('\n');
    }
  }
}
