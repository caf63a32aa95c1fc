/**
 * Gives an element's accessors the values that were set before its class was defined: as properties of its
 * own, they hide the accessors. To be called when the element is connected.
 */
export function upgradeProperties(element: HTMLElement): void {
  const properties = element as unknown as Record<string, unknown>;
  const prototype = Object.getPrototypeOf(element) as object;
  for (const name of Object.keys(element)) {
    if (name in prototype) {
      const value = properties[name];
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- of what hides an accessor
      delete properties[name];
      properties[name] = value;
    }
  }
}
