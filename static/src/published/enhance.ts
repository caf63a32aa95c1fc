import { detectPageLanguage } from '../language/languages.js';

/** The distance from the window within which a document is enhanced, as a part of the window's height. */
const MARGIN = '50%';

const enhanced = new WeakSet<Element>();

/**
 * Enhances a rendered document as the editor enhances its preview, once it is near the window: highlights code,
 * adds copy buttons and heading anchors, shows footnotes at their references, and makes wide content scrollable
 * by keyboard. A second call for the same document changes nothing.
 *
 * @param root the element with the document, whose HTML is sanitized
 */
export function enhance(root: HTMLElement): void {
  if (enhanced.has(root)) {
    return;
  }
  enhanced.add(root);
  detectPageLanguage(root);
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        observer.disconnect();
        void begin(root);
      }
    },
    { rootMargin: `${MARGIN} 0%` },
  );
  observer.observe(root);
}

async function begin(root: HTMLElement): Promise<void> {
  try {
    const { readPublished } = await import('./read-published.lazy.js');
    await readPublished(root);
  } catch (error) {
    console.warn('The document is shown as it was rendered.', error);
  }
}
