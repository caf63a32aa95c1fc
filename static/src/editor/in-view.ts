/** What is to be done when an element comes into view. */
const waiting = new WeakMap<Element, () => void>();

// One for all of the page.
let observer: IntersectionObserver | undefined;

/** Calls a function as soon as some of an element is in view, once. */
export function whenInView(element: Element, then: () => void): void {
  observer ??= new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) {
        const call = waiting.get(target);
        stopWaiting(target);
        call?.();
      }
    }
  });
  waiting.set(element, then);
  observer.observe(element);
}

/** The function will not be called any more. */
export function stopWaiting(element: Element): void {
  waiting.delete(element);
  observer?.unobserve(element);
}
