// Runs in every document before its own scripts. What a page must not do becomes a console error,
// which outlives a navigation in the driver's log; the rest are tools for the tests' own scripts.
(() => {
  const report = (what, ...details) => console.error('[twinmark-e2e] ' + what, ...details.map(String));

  document.addEventListener('securitypolicyviolation', (event) =>
    report('securitypolicyviolation', event.violatedDirective, event.blockedURI, event.sourceFile, event.sample));

  // Firefox rejects the imports of a page that is left, after the first of these events.
  let isLeft = false;
  for (const type of ['beforeunload', 'pagehide']) addEventListener(type, () => { isLeft = true; }, { capture: true });
  for (const type of ['pageshow', 'keydown', 'pointerdown']) addEventListener(type, () => { isLeft = false; }, { capture: true });
  addEventListener('unhandledrejection', ({ reason }) => {
    const isAborted = isLeft && /^error loading dynamically imported module/.test(reason?.message);
    if (!isAborted) report('unhandledrejection', reason, reason?.stack ?? '');
  });
  addEventListener('error', (event) => {
    if (event instanceof ErrorEvent) report('error', event.message, event.error?.stack ?? '');
  });

  // What the hostile inputs call.
  const ran = (how) => (...given) => report('HOSTILE INPUT RAN', how, ...given);
  for (const name of ['pwned', 'alert', 'confirm', 'prompt', 'print', 'open']) window[name] = ran(name);

  const CHUNK = 8192; // below every engine's limit on the number of arguments

  const decode = (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const units = new Uint16Array(bytes.buffer);
    let text = '';
    for (let i = 0; i < units.length; i += CHUNK) text += String.fromCharCode(...units.subarray(i, i + CHUNK));
    return text;
  };

  const unitBytes = (text) => {
    const units = new Uint16Array(text.length);
    for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
    return new Uint8Array(units.buffer);
  };

  const encode = (text) => {
    const bytes = unitBytes(text);
    let binary = '';
    for (let i = 0; i < bytes.length; i += CHUNK) binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
    return btoa(binary);
  };

  const digest = async (text) => {
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', unitBytes(text)));
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  };

  const editor = () => document.querySelector('twinmark-editor');

  /** The next `twinmark-render` of an editor; rejects when none comes. */
  const nextRender = (of = editor(), milliseconds = 60000) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        of.removeEventListener('twinmark-render', heard);
        reject(new Error(`no twinmark-render within ${milliseconds} ms; the status says: ${status()}`));
      }, milliseconds);
      const heard = (event) => {
        clearTimeout(timer);
        resolve(event.detail);
      };
      of.addEventListener('twinmark-render', heard, { once: true });
    });

  const status = () => document.querySelector('[data-twinmark-status]')?.textContent ?? '';

  /** An editor's first render; rejects when it does not come. */
  const firstRender = (of = editor(), milliseconds = 20000) =>
    Promise.race([
      customElements.whenDefined('twinmark-editor').then(() => of.ready),
      new Promise((_, reject) => setTimeout(() => reject(new Error('the editor did not become ready')), milliseconds)),
    ]);

  /** The application's store is there; rejects when it does not come. */
  const storeOpened = async (milliseconds = 20000) => {
    const end = performance.now() + milliseconds;
    while (!(await indexedDB.databases()).some(({ name }) => name === 'twinmark')) {
      if (performance.now() > end) throw new Error('the store was not opened');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  /** Sets an editor's text and returns its preview once that text has been rendered. */
  const show = async (text, of = editor()) => {
    const rendered = nextRender(of);
    of.value = text;
    await rendered;
    return of.preview;
  };

  /** Stops the clock of the undo history, which takes back together what is typed within half a second. */
  const stopUndoClock = () => {
    const now = Date.now();
    Date.now = () => now;
  };

  const pasteEvent = (clipboardData) => {
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    // Firefox knows no such member of the dictionary: its event has other, empty data.
    Object.defineProperty(event, 'clipboardData', { value: clipboardData });
    return event;
  };

  /** Pastes the texts of some media types. */
  const paste = (target, texts) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(texts)) clipboardData.setData(type, text);
    target.dispatchEvent(pasteEvent(clipboardData));
  };

  /**
   * Pastes files into a writing surface, or drops them at the end of its third line, if it has one.
   *
   * @param files the name of each, its type, and its content in base64
   */
  const giveFiles = (surface, event, files) => {
    const data = new DataTransfer();
    for (const { name, type, content } of files) {
      const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
      data.items.add(new File([bytes], name, { type }));
    }
    const { left, bottom } = (surface.querySelector('.cm-line:nth-child(3)') ?? surface).getBoundingClientRect();
    surface.dispatchEvent(
      event === 'drop'
        ? new DragEvent('drop', {
            dataTransfer: data, clientX: left + 200, clientY: bottom - 5, bubbles: true, cancelable: true })
        : pasteEvent(data));
  };

  /**
   * The picture in a `data:` URL: its type, size, characters of its bytes, and the colours of its corners, each as
   * the letters of the channels that are bright.
   */
  const picture = async (url) => {
    const [, type, base64] = /^data:(.*);base64,(.*)$/.exec(url);
    const characters = atob(base64);
    const bytes = Uint8Array.from(characters, (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type }));
    const { width, height } = bitmap;
    const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const colour = (x, y) =>
      [...context.getImageData(x, y, 1, 1).data.subarray(0, 3)]
        .map((value, channel) => (value > 127 ? 'rgb'[channel] : ''))
        .join('');
    const [x, y] = [Math.floor(width * 0.9), Math.floor(height * 0.9)];
    const corners = [colour(0, 0), colour(x, 0), colour(0, y), colour(x, y)].join(' ');
    return { type, width, height, size: bytes.length, characters, corners };
  };

  /** The server's sanitized HTML of a text. */
  const serverHtml = async (text) => {
    const extensions = encodeURIComponent(e2e.editor().getAttribute('extensions') ?? '');
    const response = await fetch(`/api/render?extensions=${extensions}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/markdown; charset=utf-8' },
      body: text,
    });
    if (!response.ok) throw new Error(`POST /api/render answered ${response.status}: ${await response.text()}`);
    // Not text(), which drops a leading U+FEFF.
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  };

  /** Parses in the context of an inert body: nothing in it runs or is fetched. Needs a page without CSP. */
  const parse = (html) => {
    const inert = document.implementation.createHTMLDocument('');
    inert.body.innerHTML = html;
    return inert.body;
  };

  /** The content of a document, normalized, as one comparable node: formulas and diagrams without their drawings. */
  const content = (element) => {
    const inert = document.implementation.createHTMLDocument('');
    const copy = inert.createElement('div');
    for (const child of element.childNodes) copy.append(inert.importNode(child, true));
    for (const drawing of copy.querySelectorAll('twinmark-drawing')) drawing.remove();
    copy.normalize();
    return copy;
  };

  const sameContent = (one, other) => content(one).isEqualNode(content(other));

  // The rectangles that decide whether something moves before a reader's eyes. The writing surface takes
  // the place of the text area.
  const rectangles = () => {
    const surface = document.querySelector('[data-twinmark-surface]');
    const text = surface ?? document.querySelector('[data-twinmark-source]');
    const parts = [...document.querySelectorAll('header, main, footer, twinmark-editor, twinmark-editor > *, twinmark-editor label, [data-twinmark-preview] > *')];
    return [text, ...parts].map((part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      return `${part === text ? 'text' : part.localName}#${part === text ? '' : part.id} ${x},${y} ${width}×${height}`;
    });
  };

  // What the allow-list says, said once more and independently of both sanitizers: URLs are judged by
  // what the browser makes of them, not by an expression.

  const LINK_PROTOCOLS = ['http:', 'https:', 'mailto:', 'tel:'];
  const RASTER_IMAGE = /^data:image\/(avif|bmp|gif|jpeg|png|webp);base64,[a-z0-9+/=]*$/i;

  const asciiLowerCase = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

  const protocol = (url) => {
    try {
      return new URL(url, 'http://base.invalid/').protocol;
    } catch {
      return 'http:'; // Not a URL to the browser: leads nowhere.
    }
  };

  const acceptable = {
    text: () => true,
    flag: () => true,
    name: (value) => value.startsWith('user-content-'),
    ordinal: (value) => /^-?\d{1,9}$/.test(value),
    columns: (value) => /^\d{1,9}$/.test(value) && value >= 1 && value <= 100,
    rows: (value) => /^\d{1,9}$/.test(value) && value >= 1 && value <= 1000,
    pixels: (value) => /^\d{1,9}$/.test(value) && value <= 10000,
    language: (value) => /^language-(\S+|math math-(inline|display))$/i.test(value),
    link: (value) =>
      LINK_PROTOCOLS.includes(protocol(value)) && (!value.startsWith('#') || value === '#' || value.startsWith('#user-content-')),
    image: (value) => ['http:', 'https:'].includes(protocol(value)) || RASTER_IMAGE.test(value),
  };

  /** A drawing by the page, which has its content in a shadow tree; one of a document has none. */
  const isDrawing = (node) =>
    node.localName === 'twinmark-drawing' &&
    node.shadowRoot !== null &&
    node.childNodes.length === 0 &&
    [...node.attributes].every(({ name }) => name === 'class');

  /** What in an element is outside the allow-list, in words. */
  const strays = (root, allowed) => {
    const found = [];
    const nodes = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
    while (nodes.nextNode()) {
      const node = nodes.currentNode;
      if (node.nodeType === Node.TEXT_NODE) continue;
      if (node.nodeType !== Node.ELEMENT_NODE) {
        found.push(`a ${node.nodeName}: ${node.nodeValue}`);
        continue;
      }
      if (isDrawing(node)) continue;
      const name = node.localName;
      if (node.namespaceURI !== 'http://www.w3.org/1999/xhtml' || !Object.hasOwn(allowed.elements, name)) {
        found.push(`<${node.nodeName}> of ${node.namespaceURI}`);
        continue;
      }
      if (node.shadowRoot !== null) found.push(`a shadow root in <${name}>`);
      const kinds = { ...allowed.everyElement, ...allowed.elements[name] };
      const required = { a: 'href', img: 'src' }[name];
      const added = node.hasAttribute(required) ? allowed.addedAttributes[`${name}[${required}]`] : {};
      for (const { name: attribute, namespaceURI, value } of node.attributes) {
        const kind = Object.hasOwn(kinds, attribute) ? kinds[attribute] : undefined;
        const good =
          namespaceURI === null &&
          (added[attribute] === value ||
            (Array.isArray(kind) ? kind.includes(asciiLowerCase(value)) : kind !== undefined && acceptable[kind](value)));
        if (!good) found.push(`<${name} ${attribute}="${value}">`);
      }
      for (const [attribute, value] of Object.entries(added)) {
        if (node.getAttribute(attribute) !== value) found.push(`<${name}> without ${attribute}="${value}"`);
      }
      if (name === 'input' && !(node.type === 'checkbox' && node.disabled)) found.push(`<input type=${node.type}>`);
    }
    return found;
  };

  // Whatever names a document gives, these must stay as a page without it has them.
  const form = () => document.querySelector('form');
  const intact = {
    'document.getElementById': () => document.getElementById === Document.prototype.getElementById,
    'document.querySelector': () => document.querySelector === Document.prototype.querySelector,
    'document.createElement': () => document.createElement === Document.prototype.createElement,
    'document.body': () => document.body.localName === 'body',
    'document.head': () => document.head.localName === 'head',
    'document.cookie': () => typeof document.cookie === 'string',
    'document.location': () => document.location === location,
    'document.documentElement': () => document.documentElement.localName === 'html',
    'document.defaultView': () => document.defaultView === window,
    'document.attributes': () => document.attributes === undefined,
    'document.forms': () => document.forms.length === 1,
    'form.attributes': () => form().attributes instanceof NamedNodeMap,
    'form.parentNode': () => form().parentNode.localName === 'twinmark-editor',
    'form.elements': () => form().elements.length === 1,
    '#twinmark-source': () => document.querySelectorAll('#twinmark-source').length === 1,
    '[data-twinmark-preview]': () => document.querySelectorAll('[data-twinmark-preview]').length === 1,
    'window.customElements': () => customElements instanceof CustomElementRegistry,
    'window.trustedTypes': () => trustedTypes instanceof TrustedTypePolicyFactory,
    'window.WebAssembly': () => typeof WebAssembly.validate === 'function',
    'window.e2e': () => e2e.editor === editor,
    'window.DOMPurify': () => window.DOMPurify === undefined,
    'window.config': () => window.config === undefined,
    'window.x': () => window.x === undefined,
    'Object.prototype': () => Object.keys(Object.prototype).length === 0,
  };

  /** The parts of the page's environment that a document has replaced. */
  const clobbered = () =>
    Object.keys(intact).filter((name) => !intact[name]()).map((name) => `clobbered: ${name}`);

  window.e2e = { decode, encode, digest, editor, firstRender, nextRender, status, storeOpened, show, stopUndoClock, paste, giveFiles, picture, serverHtml, parse, content, sameContent, rectangles, strays, clobbered, report };
})();
