/** A stretch of the window, from its top in CSS pixels. */
export interface Stretch {
  readonly top: number;
  readonly bottom: number;
}

/** The margin around the view, as a fraction of the part in view: to scroll there takes a moment. */
const MARGIN_FRACTION = 0.2;

/** Returns the part of an element that is in view, with a margin before and after it. */
export function nearView(element: Element): Stretch {
  const box = element.getBoundingClientRect();
  const top = Math.max(box.top, 0);
  const bottom = Math.min(box.bottom, innerHeight);
  const margin = MARGIN_FRACTION * (bottom - top);
  return { top: top - margin, bottom: bottom + margin };
}

/**
 * The elements of a kind in a preview that a stretch of the window touches, in their order.
 *
 * @param shownBy returns the element that has the place of one of them, which may be hidden itself
 */
export function elementsIn(
  preview: HTMLElement,
  stretch: Stretch,
  selector: string,
  shownBy = (element: Element): Element => element,
): Element[] {
  const groups = [...(preview.shadowRoot?.querySelectorAll('.group') ?? [])];
  const children =
    groups.length === 0
      ? [...preview.children]
      : // To ask for the place of anything in a group out of view would have that laid out.
        inStretch(groups, stretch).flatMap(
          (group) => group.querySelector('slot')?.assignedElements() ?? [],
        );
  return inStretch(children, stretch)
    .flatMap((child) => (child.matches(selector) ? [child] : [...child.querySelectorAll(selector)]))
    .filter((element) => touches(shownBy(element), stretch));
}

/** Returns the elements that touch a stretch, by binary search: they are below each other. */
function inStretch(elements: readonly Element[], stretch: Stretch): Element[] {
  let first = 0;
  let end = elements.length;
  while (first < end) {
    const middle = (first + end) >>> 1;
    if ((elements[middle]?.getBoundingClientRect().bottom ?? 0) > stretch.top) {
      end = middle;
    } else {
      first = middle + 1;
    }
  }
  const below = elements.slice(first);
  const last = below.findIndex((element) => element.getBoundingClientRect().top >= stretch.bottom);
  return last < 0 ? below : below.slice(0, last);
}

function touches(element: Element, stretch: Stretch): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top < stretch.bottom && bottom > stretch.top;
}
