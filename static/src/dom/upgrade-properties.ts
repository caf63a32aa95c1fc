/**
 * Gives an element's accessors the values that were set before its class was defined: as properties of its
 * own, they hide the accessors. To be called when the element is connected.
 */
export function upgradeProperties(element: HTMLElement): void {
  const properties = element as unknown as Record<string, unknown>;
  const prototype = Object.getPrototypeOf(element) as object;
  const early = Object.entries(properties).filter(([name]) => name in prototype);
  // Delete all of them first: a setter may use another accessor, which an own property would hide.
  for (const [name] of early) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- of what hides an accessor
    delete properties[name];
  }
  for (const [name, value] of early) {
    try {
      properties[name] = value;
    } catch (error) {
      // A value that one accessor refuses must not keep the others from theirs, such as the text.
      reportError(error);
    }
  }
}

/**
 * Sets an attribute to the value of the property that reflects it.
 *
 * @param value null, undefined and false remove it, by which frameworks mean that there is none
 */
export function reflect(
  element: HTMLElement,
  attribute: string,
  value: string | number | boolean | null | undefined,
): void {
  if (value === undefined || value === null || value === false) {
    element.removeAttribute(attribute);
  } else {
    element.setAttribute(attribute, value === true ? '' : String(value));
  }
}
