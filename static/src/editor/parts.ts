/** What a `<twinmark-editor>` consists of. */
export interface Parts {
  readonly toolbar: HTMLElement;
  readonly source: HTMLTextAreaElement;
  readonly preview: HTMLElement;
  readonly status: HTMLElement;
}

let count = 0;

/**
 * Finds the parts in an element's content, where the server has put them, and makes those that are
 * not there.
 */
export function adoptParts(host: HTMLElement): Parts {
  const source = host.querySelector<HTMLTextAreaElement>('textarea[data-twinmark-source]');
  const status = host.querySelector<HTMLElement>('[data-twinmark-status]');
  const preview = host.querySelector<HTMLElement>('[data-twinmark-preview]');
  const toolbar = host.querySelector<HTMLElement>('[data-twinmark-toolbar]') ?? createToolbar(host);
  if (source !== null && status !== null && preview !== null) {
    return { toolbar, source, preview, status };
  }
  const form = source?.form ?? createForm();
  const parts = {
    toolbar,
    source: source ?? createSource(form),
    status: status ?? createStatus(form),
    preview: preview ?? createPreview(),
  };
  if (!host.contains(form)) {
    toolbar.after(form);
  }
  if (preview === null) {
    host.append(parts.preview);
  }
  return parts;
}

function createToolbar(host: HTMLElement): HTMLElement {
  const toolbar = document.createElement('div');
  toolbar.dataset['twinmarkToolbar'] = '';
  host.prepend(toolbar);
  return toolbar;
}

function createForm(): HTMLFormElement {
  const form = document.createElement('form');
  // There is no server to send it to. (Enter in a textarea does not submit, but scripts might.)
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  return form;
}

function createSource(form: HTMLFormElement): HTMLTextAreaElement {
  const label = document.createElement('label');
  const source = document.createElement('textarea');
  source.dataset['twinmarkSource'] = '';
  source.spellcheck = true;
  source.id = `twinmark-source-${String(++count)}`;
  label.htmlFor = source.id;
  label.textContent = 'Markdown';
  form.append(label, source);
  return source;
}

function createStatus(form: HTMLFormElement): HTMLElement {
  const status = document.createElement('p');
  status.dataset['twinmarkStatus'] = '';
  status.setAttribute('role', 'status');
  form.append(status);
  return status;
}

function createPreview(): HTMLElement {
  const preview = document.createElement('section');
  preview.dataset['twinmarkPreview'] = '';
  preview.setAttribute('aria-label', 'Preview');
  // A pane that scrolls must be reachable by keyboard.
  preview.tabIndex = 0;
  return preview;
}
