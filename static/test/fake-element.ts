/** An element with attributes and events but no tree: enough for scripts that are given their elements. */
export class FakeElement extends EventTarget {
  isConnected = true;
  /** The selectors that it matches. */
  readonly states = new Set<string>();
  readonly #attributes = new Map<string, string>();

  constructor(attributes: Readonly<Record<string, string>> = {}) {
    super();
    for (const [name, value] of Object.entries(attributes)) {
      this.#attributes.set(name, value);
    }
  }

  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.#attributes.has(name);
  }

  setAttribute(name: string, value: string): void {
    this.#attributes.set(name, value);
  }

  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }

  matches(selector: string): boolean {
    return this.states.has(selector);
  }

  closest(): this {
    return this;
  }
}

export class FakeTextArea extends FakeElement {
  defaultValue = '';
  value = '';
  dir = '';
  disabled = false;
  validity: ValidityStateFlags = {};
  validationMessage = '';
  customProblem = '';

  setCustomValidity(problem: string): void {
    this.customProblem = problem;
  }

  asTextArea(): HTMLTextAreaElement {
    return this as unknown as HTMLTextAreaElement;
  }
}

/** Puts values in the place of globals until the end of a test. */
export function stubGlobals(
  test: { after(restore: () => void): void },
  values: Readonly<Record<string, unknown>>,
): void {
  for (const [name, value] of Object.entries(values)) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    test.after(() => {
      if (before === undefined) {
        Reflect.deleteProperty(globalThis, name);
      } else {
        Object.defineProperty(globalThis, name, before);
      }
    });
  }
}
