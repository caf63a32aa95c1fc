/** The parts of a `<twinmark-editor>`. */
export interface Parts {
  /**
   * The element's shadow tree, which holds all of the parts but the text area; undefined where a server
   * has rendered them, and the page's style sheet lays them out.
   */
  readonly widget: Widget | undefined;
  readonly tabs: HTMLElement;
  readonly toolbar: HTMLElement;
  /** The writing pane. */
  readonly writing: HTMLElement;
  readonly label: HTMLElement;
  readonly source: HTMLTextAreaElement;
  /** Shows the text area where it is: itself, or its slot. */
  readonly place: HTMLElement;
  readonly divider: HTMLElement;
  readonly preview: HTMLElement;
  readonly status: HTMLElement;
}

interface Widget {
  readonly root: ShadowRoot;
  /** The container of the parts, which shields them from styles inherited from the page. */
  readonly frame: HTMLElement;
}

/** Matches an element that only server rendering puts into the editor. */
const RENDERED = '[data-twinmark-preview]';

/**
 * Finds the parts in an element's content, where a server has rendered them; otherwise creates them in its
 * shadow tree, around the text area in its content. Without one there, a text area is created in the shadow tree:
 * frameworks that hydrate the content refuse what their server has not sent, and would replace the element with the
 * text in it (React 418).
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
  const given = host.querySelector('textarea');
  const source = given ?? (create('textarea', 'source') as HTMLTextAreaElement);
  const tabs = create('div', 'tabs');
  const toolbar = create('div', 'toolbar');
  // The toolbar shows its buttons in a shadow tree of its own.
  toolbar.setAttribute('exportparts', 'button');
  const slotted = document.createElement('slot');
  slotted.name = 'toolbar';
  toolbar.append(slotted);
  const writing = create('div', 'writing');
  // The controls that resize or show a pane refer to it by id.
  writing.id = 'writing';
  const label = create('div', 'label');
  // The accessible name of the text comes from the page's own label, or from an attribute.
  label.setAttribute('aria-hidden', 'true');
  const place = given === null ? source : document.createElement('slot');
  const status = create('p', 'status');
  status.setAttribute('role', 'status');
  writing.append(label, place, status);
  const divider = create('div', 'divider');
  const preview = create('section', 'preview');
  preview.className = 'markdown';
  preview.id = 'preview';
  // A pane that scrolls must be reachable by keyboard.
  preview.tabIndex = 0;

  const frame = create('div', 'frame');
  frame.dataset['twinmarkRoles'] = '';
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

/** @param name identifies the part, for page and widget styles and for the host page's `::part()` */
function create(tag: string, name: string): HTMLElement {
  const element = document.createElement(tag);
  element.setAttribute(`data-twinmark-${name}`, '');
  element.setAttribute('part', name);
  return element;
}
