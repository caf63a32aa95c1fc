/** What a `<twinmark-editor>` consists of. */
export interface Parts {
  /**
   * What the element has put into its shadow tree, which holds all of the parts but the text area;
   * undefined where a server has rendered them, and the page's style sheet lays them out.
   */
  readonly widget: Widget | undefined;
  readonly tabs: HTMLElement;
  readonly toolbar: HTMLElement;
  /** What the text is written in, with all that belongs to it. */
  readonly writing: HTMLElement;
  readonly label: HTMLElement;
  readonly source: HTMLTextAreaElement;
  /** Shows the text area where it is: itself, or its slot. */
  readonly place: HTMLElement;
  readonly divider: HTMLElement;
  readonly preview: HTMLElement;
  readonly status: HTMLElement;
}

/** The shadow tree. */
interface Widget {
  readonly root: ShadowRoot;
  /** What holds the parts, and keeps out whatever the page's style sheet would have them inherit. */
  readonly frame: HTMLElement;
}

/** What only a server puts into the element. */
const RENDERED = '[data-twinmark-preview]';

/**
 * Finds the parts in an element's content, where a server has rendered them; otherwise makes them in its
 * shadow tree, around the text area in its content, which is made if there is none.
 */
export function adoptParts(host: HTMLElement): Parts {
  return host.querySelector(RENDERED) === null ? createParts(host) : renderedParts(host);
}

function renderedParts(host: HTMLElement): Parts {
  const find = (name: string) => {
    const found = host.querySelector<HTMLElement>(name);
    if (found === null) {
      throw new Error(`What was rendered for the editor lacks ${name}.`);
    }
    return found;
  };
  const source = find('textarea[data-twinmark-source]') as HTMLTextAreaElement;
  return {
    widget: undefined,
    tabs: find('[data-twinmark-tabs]'),
    toolbar: find('[data-twinmark-toolbar]'),
    writing: find('[data-twinmark-writing]'),
    label: find('[data-twinmark-label]'),
    source,
    place: source,
    divider: find('[data-twinmark-divider]'),
    preview: find(RENDERED),
    status: find('[data-twinmark-status]'),
  };
}

function createParts(host: HTMLElement): Parts {
  const source = host.querySelector('textarea') ?? createSource(host);
  const tabs = create('div', 'tabs');
  const toolbar = create('div', 'toolbar');
  // Parts of what it shows in a shadow tree of its own.
  toolbar.setAttribute('exportparts', 'button');
  const slotted = document.createElement('slot');
  slotted.name = 'toolbar';
  toolbar.append(slotted);
  const writing = create('div', 'writing');
  // What moves or shows a pane names it.
  writing.id = 'writing';
  const label = create('div', 'label');
  // The text has its name from the page's own label, or an attribute.
  label.setAttribute('aria-hidden', 'true');
  const place = document.createElement('slot');
  const status = create('p', 'status');
  status.setAttribute('role', 'status');
  writing.append(label, place, status);
  const divider = create('div', 'divider');
  const preview = create('section', 'preview');
  preview.id = 'preview';
  // A pane that scrolls must be reachable by keyboard.
  preview.tabIndex = 0;

  const frame = create('div', 'frame');
  frame.append(tabs, toolbar, writing, divider, preview);
  const root = host.attachShadow({ mode: 'open' });
  root.append(frame);
  return {
    widget: { root, frame },
    tabs,
    toolbar,
    writing,
    label,
    source,
    place,
    divider,
    preview,
    status,
  };
}

function createSource(host: HTMLElement): HTMLTextAreaElement {
  const source = document.createElement('textarea');
  host.append(source);
  return source;
}

/** The name is that which page and widget style it by, and that of the part for the host's style sheet. */
function create(tag: string, name: string): HTMLElement {
  const element = document.createElement(tag);
  element.setAttribute(`data-twinmark-${name}`, '');
  element.setAttribute('part', name);
  return element;
}
