/**
 * Controls over a preview, one for each of some elements in it. They are in the shadow tree of what shows
 * these: they scroll along, are cut off where it ends, and are no part of the document.
 */
export class Controls<Control extends HTMLElement> {
  readonly #root: HTMLElement;
  readonly #shadow: ShadowRoot;
  readonly #create: (element: Element) => Control;
  readonly #sheet = new CSSStyleSheet();
  readonly #layer = document.createElement('div');
  readonly #controls = new Map<Element, Control>();

  /**
   * @param shadow the root's
   * @param name the class of the layer that has the controls
   * @param styles theirs; their positions are absolute
   */
  constructor(
    root: HTMLElement,
    shadow: ShadowRoot,
    name: string,
    styles: string,
    create: (element: Element) => Control,
  ) {
    this.#root = root;
    this.#shadow = shadow;
    this.#create = create;
    // Above the preview's groups, which are stacked as if they were positioned.
    this.#sheet.replaceSync(`
:host { position: relative; }
.${name} { position: absolute; inset: 0 auto auto 0; z-index: 1; }
@media print { .${name} { display: none; } }
${styles}`);
    shadow.adoptedStyleSheets.push(this.#sheet);
    this.#layer.className = name;
    shadow.prepend(this.#layer);
  }

  get layer(): HTMLElement {
    return this.#layer;
  }

  /** The control of an element. */
  of(element: Element): Control | undefined {
    return this.#controls.get(element);
  }

  /**
   * Shows a control at each of these elements, which are in document order, and at no other.
   *
   * @param point where the control is to be, in CSS pixels of the window
   */
  show(elements: readonly Element[], point: (element: Element) => DOMPointReadOnly): void {
    for (const [element, control] of this.#controls) {
      if (!elements.includes(element)) {
        this.#remove(element, control);
      }
    }
    const origin = this.#layer.getBoundingClientRect();
    const points = elements.map(point);
    for (const [i, element] of elements.entries()) {
      const { x = 0, y = 0 } = points[i] ?? {};
      const control = this.#controls.get(element) ?? this.#add(element, i);
      control.style.top = `${String(y - origin.top)}px`;
      control.style.left = `${String(x - origin.left)}px`;
    }
  }

  close(): void {
    this.#layer.remove();
    this.#shadow.adoptedStyleSheets = this.#shadow.adoptedStyleSheets.filter(
      (sheet) => sheet !== this.#sheet,
    );
  }

  #add(element: Element, index: number): Control {
    const control = this.#create(element);
    this.#layer.insertBefore(control, this.#layer.children[index] ?? null);
    this.#controls.set(element, control);
    return control;
  }

  #remove(element: Element, control: Control): void {
    if (control === this.#shadow.activeElement) {
      // The keys keep scrolling the preview, which now has the focus.
      this.#root.focus({ preventScroll: true });
    }
    control.remove();
    this.#controls.delete(element);
  }
}
