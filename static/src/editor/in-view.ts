/** The callbacks to run when an element comes into view. */
const waiting = new WeakMap<Element, () => void>();

// One observer is shared by the whole page.
let observer: IntersectionObserver | undefined;

/** Calls a function once, as soon as any part of an element is in view. */
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

/** Cancels the call that `whenInView` has scheduled for an element. */
export function stopWaiting(element: Element): void {
  waiting.delete(element);
  observer?.unobserve(element);
}
