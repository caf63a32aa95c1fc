/**
 * Attaches a shadow tree to an element that has none.
 *
 * @returns undefined if the element has one, or cannot have one
 */
export function attachShadow(
  element: Element,
  init: Omit<ShadowRootInit, 'mode'>,
): ShadowRoot | undefined {
  if (element.shadowRoot !== null) {
    return undefined;
  }
  try {
    return element.attachShadow({ mode: 'open', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError') {
      return undefined;
    }
    throw error;
  }
}
