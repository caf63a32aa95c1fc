/** A difference of less, in CSS pixels, is one of rounding. */
const ROUNDING_PX = 1;

/**
 * Keeps the page above an on-screen keyboard that lies over it, as on iOS. Other systems make the page lower,
 * as its `viewport` asks for.
 */
export function makeRoomForKeyboard(viewport: VisualViewport): void {
  viewport.addEventListener('resize', () => {
    // Of a page that is zoomed, a part is seen, too.
    const isCovered =
      viewport.scale === 1 && document.documentElement.clientHeight - viewport.height > ROUNDING_PX;
    document.body.style.blockSize = isCovered ? `${String(viewport.height)}px` : '';
    if (isCovered) {
      // The browser has moved what is written into view, and the top of the page out of it.
      window.scrollTo(0, 0);
    }
  });
}
