import { message } from '../language/catalogue.js';

/** What a `<twinmark-editor>` consists of. */
export interface Parts {
  readonly tabs: HTMLElement;
  readonly toolbar: HTMLElement;
  /** What the text is written in, with all that belongs to it. */
  readonly form: HTMLFormElement;
  readonly source: HTMLTextAreaElement;
  readonly divider: HTMLElement;
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
  const tabs = host.querySelector<HTMLElement>('[data-twinmark-tabs]') ?? createTabs(toolbar);
  const divider = host.querySelector<HTMLElement>('[data-twinmark-divider]');
  const form = source?.form ?? createForm();
  const parts = {
    tabs,
    toolbar,
    form,
    source: source ?? createSource(form),
    status: status ?? createStatus(form),
    divider: divider ?? createDivider(),
    preview: preview ?? createPreview(),
  };
  // What moves or shows a pane names it.
  const id = parts.source.id || nextId();
  form.id ||= `${id}-pane`;
  parts.preview.id ||= `${id}-preview`;
  if (!host.contains(form) && !form.contains(host)) {
    toolbar.after(form);
  }
  if (preview === null) {
    host.append(parts.preview);
  }
  if (divider === null) {
    parts.preview.before(parts.divider);
  }
  return parts;
}

function nextId(): string {
  return `twinmark-source-${String(++count)}`;
}

function createTabs(toolbar: HTMLElement): HTMLElement {
  const tabs = document.createElement('div');
  tabs.dataset['twinmarkTabs'] = '';
  toolbar.before(tabs);
  return tabs;
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
  source.id = nextId();
  label.htmlFor = source.id;
  label.textContent = message('editor.source');
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

function createDivider(): HTMLElement {
  const divider = document.createElement('div');
  divider.dataset['twinmarkDivider'] = '';
  return divider;
}

function createPreview(): HTMLElement {
  const preview = document.createElement('section');
  preview.dataset['twinmarkPreview'] = '';
  preview.setAttribute('aria-label', message('editor.preview'));
  // A pane that scrolls must be reachable by keyboard.
  preview.tabIndex = 0;
  return preview;
}
