// The modules `twinmark`, `twinmark/element` and `twinmark/preview` for Node and Deno. Frameworks that render on a
// server import them there as well: the server writes the tags, and browsers make elements of them.

// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- stands for classes of the DOM
class NoElement {
  static readonly observedAttributes: readonly string[] = [];

  /** @throws TypeError always, as the DOM does for classes that are not registered */
  constructor() {
    throw new TypeError('There are no elements where there is no page.');
  }
}

/** As the one for browsers, see ../editor/twinmark-editor.ts, to be named and extended. */
export class TwinmarkEditorElement extends NoElement {}

/** As the one for browsers, see ../preview-element/twinmark-preview.ts, to be named and extended. */
export class TwinmarkPreviewElement extends NoElement {}
