// Tools of the tests of live documents: several editors in a page of the server.
window.live = {
  editors: {},
  id: undefined,
  linkId: undefined,

  async api(method, path, body) {
    const response = await fetch(`api/documents${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  },

  async create(text) {
    const created = await (await this.api('POST', '', { title: '', text })).json();
    this.id = created.id;
    return created.id;
  },

  async stored() {
    return (await this.api('GET', `/${this.id}/text`)).text();
  },

  async link(role) {
    const link = await (
      await this.api('POST', `/${this.id}/links`, { role, label: 'test', expiresInDays: null })
    ).json();
    this.linkId = link.id;
    return link;
  },

  async revoke() {
    await this.api('DELETE', `/${this.id}/links/${this.linkId}`);
  },

  /** Adds an editor to the page, and waits for its text. */
  async open(name, userName, id = this.id) {
    this.id = id;
    const editor = document.createElement('twinmark-editor');
    editor.live = `api/documents/${id}/live`;
    editor.liveName = userName;
    editor.kept = [];
    editor.addEventListener('twinmark-kept', ({ detail }) => editor.kept.push(detail));
    const opened = new Promise((resolve) => {
      editor.addEventListener('twinmark-live', ({ detail }) => {
        if (detail.version !== undefined) resolve();
      });
    });
    this.editors[name] = editor;
    document.body.prepend(editor);
    await editor.rendered();
    await opened;
  },

  remove(name) {
    this.editors[name].remove();
    delete this.editors[name];
  },

  focus(name, at) {
    const editor = this.editors[name];
    editor.focus();
    editor.setSelectionRange(at, at);
  },

  isSaved(editor) {
    return editor.liveState?.state === 'saved';
  },

  /** The root of the writing surface. */
  root(name) {
    const find = (root) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot?.querySelector('.cm-content')) return element.shadowRoot;
        const inner = element.shadowRoot && find(element.shadowRoot);
        if (inner) return inner;
      }
      return undefined;
    };
    const editor = this.editors[name];
    return find(editor) ?? find(editor.shadowRoot);
  },

  carets(name) {
    return [...this.root(name).querySelectorAll('.cm-peer')];
  },

  lineTops(name) {
    const root = this.root(name);
    const top = root.querySelector('.cm-content').getBoundingClientRect().top;
    return [...root.querySelectorAll('.cm-line')].map((line) => line.getBoundingClientRect().top - top);
  },

  lines(count) {
    return Array.from({ length: count }, (_, i) => `line ${i}\n`).join('');
  },

  /** The text of the first line that is in view as a whole. */
  firstVisibleLine(name) {
    const root = this.root(name);
    const { top } = root.querySelector('.cm-scroller').getBoundingClientRect();
    return [...root.querySelectorAll('.cm-line')].find((line) => line.getBoundingClientRect().top >= top - 1)
      .textContent;
  },

  async frames(count) {
    for (let i = 0; i < count; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  },
};
