/** Smaller differences, in CSS pixels, are rounding errors. */
const ROUNDING_PX = 1;

/**
 * Keeps the page, and sheets, above an on-screen keyboard that covers it, as on iOS. Other systems shrink the page, as
 * its `viewport` requests.
 */
export function makeRoomForKeyboard(viewport: VisualViewport): void {
  viewport.addEventListener('resize', () => {
    // A zoomed page is only partly visible, too.
    const covered = document.documentElement.clientHeight - viewport.height;
    const isCovered = viewport.scale === 1 && covered > ROUNDING_PX;
    document.body.style.blockSize = isCovered ? `${String(viewport.height)}px` : '';
    document.documentElement.style.setProperty(
      '--keyboard',
      isCovered ? `${String(covered)}px` : '',
    );
    if (isCovered) {
      // The browser has scrolled the caret into view, and the top of the page out of it.
      window.scrollTo(0, 0);
    }
  });
}
