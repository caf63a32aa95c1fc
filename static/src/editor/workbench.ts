// Over 400 lines, because it puts the parts of an editor together: each attribute and event is passed on here.
import type {
  EditorCommand,
  Heading,
  Pane,
  TwinmarkRenderDetail,
  UploadImage,
} from '../api/editor.js';
import type { TwinmarkLiveDetail } from '../api/live.js';
import type { EarlyText, LiveDocument, LiveHost } from '../collaboration/live-document.lazy.js';
import {
  ALL_COMMANDS,
  chipsOpen,
  COMMANDS,
  type FormattingCommand,
  KEY_BINDINGS,
} from './commands.js';
import { message } from '../language/catalogue.js';
import { LivePreview } from '../live/live-preview.js';
import type { Divider } from '../panes/divider.js';
import type { PaneTabs } from '../panes/pane-tabs.js';
import { richPaste } from '../paste/rich-paste.js';
import { RenderedDocument } from '../rendered-document/rendered-document.js';
import type { SourceMap } from '../rendered-document/source-index.js';
import { HEADINGS, headingName, headingText } from '../fragments/headings.js';
import { clickedFragment, fragmentTarget } from '../fragments/fragment-link.js';
import { headingsIn } from '../reading/headings.js';
import { plainlyClicked } from '../reading/plain-click.js';
import type { ReadingAids } from '../reading/reading-aids.js';
import { ScrollSync } from '../reading/scroll-sync.js';
import { taskBoxes } from '../reading/task-boxes.js';
import { StatusLine } from '../dom/status-line.js';
import { Toolbar } from '../toolbar/toolbar.js';
import { findCodeParser } from '../codemirror/code-languages.js';
import { completing } from '../writing/completion.js';
import { WritingSurface } from '../writing/writing-surface.js';
import { type Problem, problemOf } from './constraints.js';
import { parseExtensions } from '../engine/extensions.js';
import { parseDebounce } from '../live/pacing.js';
import type { Parts } from './parts.js';
import { SourceForm } from './source-form.js';

/** The element that a workbench belongs to: it has the attributes and is the target of the events. */
export interface WorkbenchHost extends HTMLElement {
  readonly autogrow: boolean;
  readonly labels: NodeList;
  readonly mode: 'both' | Pane;
  readonly uploadImage: UploadImage | null;
  pane: Pane;
  split: number;
}

/** Callbacks from a workbench to its element. */
export interface WorkbenchEvents {
  /** Called when the first render has succeeded, or failed with a message. */
  ready(): void;
  /** Called when the user has changed the text, in the task of that change. */
  edited(): void;
  /** Called when the text loses the focus after a change. */
  changed(): void;
  /** Called when the workbench has taken the text from the text area, or others have changed it. */
  opened(): void;
}

/** The delay after which the script of live documents is loaded again, if that has failed. */
const LIVE_RETRY_MS = 5000;

/** The sources of messages in the status line. */
type Speaker = 'preview' | 'writing' | 'reading' | 'draft' | 'pictures';

/**
 * Everything an editor needs once the user writes in it: the surface that replaces the text area, the
 * preview, and the controls above and between the two.
 */
export class Workbench {
  readonly #editor: WorkbenchHost;
  readonly #parts: Parts;
  readonly #events: WorkbenchEvents;
  readonly #live: LivePreview;
  readonly #toolbar: Toolbar;
  readonly #status: StatusLine<Speaker>;
  readonly #sourceMap: SourceMap = {
    atLine: (line) => this.#live.atLine(line),
    containing: (node) => this.#live.containing(node),
    textOf: ({ line, lines }) => this.#surface?.textOf(line, lines) ?? '',
  };
  #surface: WritingSurface | undefined;
  #sourceForm: SourceForm | undefined;
  #sync: ScrollSync | undefined;
  #readingAids: ReadingAids | undefined;
  #divider: Divider | undefined;
  #tabs: PaneTabs | undefined;
  #shared: LiveDocument | undefined;
  /** The text since it was to become live, until the script for that is loaded. */
  #early: EarlyText | undefined;

  constructor(editor: WorkbenchHost, parts: Parts, events: WorkbenchEvents) {
    const { preview } = parts;
    this.#editor = editor;
    this.#parts = parts;
    this.#events = events;
    this.#status = new StatusLine(parts.status);
    if (parts.widget !== undefined) {
      parts.label.textContent = message('editor.source');
      preview.setAttribute('aria-label', message('editor.preview'));
    }
    const live = new LivePreview(new RenderedDocument(preview), {
      updated: (milliseconds) => {
        this.#dispatchRender(milliseconds);
      },
      say: (text) => {
        this.#status.say('preview', text);
      },
    });
    live.debounce = parseDebounce(editor.getAttribute('debounce'));
    live.extensions = parseExtensions(editor.getAttribute('extensions'));
    void live.ready.then(() => {
      events.ready();
    });
    this.#live = live;
    taskBoxes(preview, this.#sourceMap, ({ line, lines }, index, count) => {
      this.#surface?.toggleTask(line, lines, index, count);
    });
    editor.addEventListener('focusout', ({ relatedTarget }) => {
      // Another window is not another place.
      if (
        document.hasFocus() &&
        !(relatedTarget instanceof Node && editor.contains(relatedTarget))
      ) {
        this.#status.withdrawOffer('writing');
      }
    });
    preview.addEventListener('click', (event) => {
      const fragment = clickedFragment(event);
      if (fragment === undefined) {
        void this.#goToClicked(event);
      } else {
        event.preventDefault();
        this.#follow(fragment);
      }
    });
    this.#toolbar = new Toolbar(
      parts.toolbar,
      () => this.#surface?.parseTowardsSelection() ?? true,
    );
  }

  /** The surface that the text is edited in; undefined while the editor is out of the document. */
  get surface(): WritingSurface | undefined {
    return this.#surface;
  }

  get commands(): readonly EditorCommand[] {
    return ALL_COMMANDS.map((command) => this.#commandOf(command));
  }

  /** Starts the editor when it is connected to a document. */
  begin(): void {
    const isNew = this.#surface === undefined;
    const surface = (this.#surface ??= this.#createSurface());
    // After the surface: the available commands depend on it.
    this.#showToolbar();
    if (this.#parts.widget === undefined) {
      this.#sourceForm ??= new SourceForm(this.#parts.source, surface);
    }
    if (this.#sync === undefined) {
      this.#sync = new ScrollSync(surface, {
        scroller: this.#parts.preview,
        sourceMap: this.#sourceMap,
      });
      this.#synchronize();
    }
    this.#openLive();
    this.#showReadingAids();
    void this.#loadDividerAndTabs();
    if (isNew) {
      this.#share(this.#parts.source.defaultValue || surface.value);
    }
  }

  /** Pauses rendering: the editor is disconnected, but may be about to be moved elsewhere. */
  pause(): void {
    this.#live.close();
  }

  /** See `TwinmarkEditorElement.liveState`. */
  get liveState(): TwinmarkLiveDetail | null {
    return this.#shared?.detail ?? null;
  }

  /** Writes the text back to the text area and releases everything else: the editor was removed. */
  close(): void {
    this.#shared?.close();
    this.#shared = this.#early = undefined;
    this.#sourceForm?.close();
    this.#sourceForm = undefined;
    this.#sync?.close();
    this.#sync = undefined;
    this.#readingAids?.close();
    this.#readingAids = undefined;
    this.#divider?.disconnect();
    this.#tabs?.disconnect();
    this.#surface?.destroy();
    this.#surface = undefined;
  }

  /** Replaces the text and clears the undo history. */
  open(text: string): void {
    this.#surface?.open(text);
    this.#parts.preview.scrollTop = 0;
    // Messages, pressed buttons and caret belong to the previous text.
    this.#status.say('writing', '');
    this.#toolbar.update();
    this.#editor.dispatchEvent(new Event('twinmark-caret'));
    this.#openLive();
  }

  headings(): readonly Heading[] {
    return headingsIn(this.#parts.preview, this.#sourceMap);
  }

  /** See `TwinmarkEditorElement.goToLine`. */
  goToLine(line: number): void {
    this.#surface?.goTo(line);
    this.#sync?.goTo(line);
  }

  /** See `TwinmarkEditorElement.rendered`. */
  rendered(): Promise<boolean> {
    return this.#live.settled();
  }

  /** Shows the writing pane where there is room for only one. */
  showWriting(): void {
    if (this.#tabs?.isShown === true) {
      this.#editor.pane = 'write';
    }
  }

  /** Returns the reason why the text cannot be submitted. */
  problem(isEdited: boolean): Problem {
    return problemOf(this.#parts.source, this.#surface?.textLength ?? 0, isEdited);
  }

  sayDraftIsLost(): void {
    this.#status.say('draft', message('editor.draft-lost'));
  }

  /** Applies a changed attribute of the element, or a changed disabled state of its text area. */
  attributeChanged(name: string): void {
    switch (name) {
      case 'debounce':
        this.#live.debounce = parseDebounce(this.#editor.getAttribute('debounce'));
        break;
      case 'extensions':
        this.#live.extensions = parseExtensions(this.#editor.getAttribute('extensions'));
        this.#surface?.configure(this.#choices);
        if (this.#surface !== undefined && this.#editor.isConnected) {
          this.#openLive();
        }
        break;
      case 'live':
        this.#share(this.#surface?.value ?? '');
        break;
      case 'live-name':
        if (this.#shared !== undefined) {
          this.#shared.name = this.#editor.getAttribute(name) ?? '';
        }
        break;
      case 'split':
        this.#divider?.update();
        break;
      case 'pane':
        this.#tabs?.update();
        break;
      case 'sync':
        this.#synchronize();
        break;
      case 'toolbar':
        this.#showToolbar();
        break;
      default:
        this.#surface?.configure(this.#choices);
        this.#toolbar.update();
    }
  }

  /**
   * Connects the text with the document of a server that the attribute `live` names, if it does.
   *
   * @param base the text that the attribute `live-version` is the version of
   */
  #share(base: string): void {
    this.#shared?.close();
    this.#shared = this.#early = undefined;
    const editor = this.#editor;
    if (this.#surface === undefined || !editor.getAttribute('live')) {
      return;
    }
    const early: EarlyText = (this.#early = { base, text: this.#surface.value, edits: [] });
    const load = (): void => {
      import('../collaboration/live-document.lazy.js').then(
        ({ LiveDocument }) => {
          if (early === this.#early) {
            this.#early = undefined;
            this.#shared = new LiveDocument(editor, this.#liveHost, early);
          }
        },
        () => {
          // Until then, the edits are kept.
          setTimeout(load, LIVE_RETRY_MS);
        },
      );
    };
    load();
  }

  readonly #liveHost: LiveHost = {
    extend: (extension) => {
      if (this.#surface !== undefined) {
        this.#surface.guest = extension;
      }
    },
    open: (text) => {
      this.open(text);
      this.#events.opened();
    },
    merged: () => {
      this.#events.opened();
    },
    restricted: () => {
      this.#toolbar.update();
    },
  };

  #createSurface(): WritingSurface {
    const { source, place, preview } = this.#parts;
    const headings = {
      all: () =>
        Array.from(preview.querySelectorAll(HEADINGS), (heading) => ({
          name: headingName(heading),
          text: headingText(heading),
        })),
      subscribe: (listener: () => void) => {
        this.#editor.addEventListener('twinmark-render', listener);
        return () => {
          this.#editor.removeEventListener('twinmark-render', listener);
        };
      },
    };
    const pictures = {
      upload: () => this.#editor.uploadImage,
      show: (text: string, controls: readonly HTMLElement[]) => {
        this.#status.show('pictures', text, controls);
      },
    };
    const tools = {
      keys: KEY_BINDINGS,
      extensions: [richPaste(pictures), completing(headings), chipsOpen],
    };
    return new WritingSurface(source, place, nameOf(this.#editor, source), tools, this.#choices, {
      changed: (changes, byWriter) => {
        this.#live.edit(changes);
        this.#early?.edits.push({ changes, byWriter });
        if (byWriter) {
          this.#events.edited();
        }
      },
      moved: () => {
        this.#toolbar.update();
        this.#editor.dispatchEvent(new Event('twinmark-caret'));
      },
      left: () => {
        this.#events.changed();
      },
      say: (text, offer) => {
        this.#status.say('writing', text, offer);
      },
    });
  }

  get #choices() {
    return {
      isSpotlit: this.#editor.hasAttribute('spotlight'),
      isGrowing: this.#editor.autogrow,
      extensions: this.#live.extensions,
    };
  }

  /** Loads these last, after the editor is usable. */
  async #loadDividerAndTabs(): Promise<void> {
    const { Divider, PaneTabs } = await import('../panes/panes.lazy.js');
    if (this.#surface === undefined) {
      return;
    }
    const { tabs, divider, writing, preview } = this.#parts;
    this.#divider ??= new Divider(divider, this.#editor, writing, () => {
      this.#sync?.realign();
      this.#editor.dispatchEvent(new Event('twinmark-split', { bubbles: true, composed: true }));
    });
    this.#tabs ??= new PaneTabs(tabs, this.#editor, { write: writing.id, read: preview.id }, () => {
      this.#synchronize();
    });
    this.#divider.connect();
    this.#tabs.connect();
  }

  #showToolbar(): void {
    const chosen = this.#editor.getAttribute('toolbar');
    this.#parts.toolbar.hidden = chosen?.trim() === 'none';
    const commands = chosen === null ? COMMANDS : chosenCommands(chosen);
    this.#toolbar.show(
      commands.map((command) => command && { ...this.#commandOf(command), icon: command.icon }),
    );
  }

  /** Panes shown one at a time are always synchronized: otherwise the user would lose the place. */
  #synchronize(): void {
    if (this.#sync !== undefined) {
      this.#sync.enabled =
        this.#tabs?.isShown === true || this.#editor.getAttribute('sync') !== 'off';
    }
  }

  #follow(fragment: string): void {
    const target = fragmentTarget(this.#parts.preview, fragment);
    const heading = this.headings().find(({ element }) => element === target);
    if (heading?.line === undefined) {
      target?.scrollIntoView({ block: 'start' });
    } else {
      this.goToLine(heading.line);
    }
  }

  async #goToClicked(event: MouseEvent): Promise<void> {
    const { preview } = this.#parts;
    const clicked = this.#editor.mode === 'read' ? undefined : plainlyClicked(event, preview);
    if (clicked === undefined) {
      return;
    }
    const { clickedPlace } = await import('../reading/click-to-source.js');
    const surface = this.#surface;
    const place = clickedPlace(event, clicked, this.#sourceMap);
    if (surface === undefined || place === undefined) {
      return;
    }
    // An on-screen keyboard would cover the preview.
    if (!matchMedia('(pointer: coarse)').matches) {
      surface.focus();
    }
    // The clicked element stays under the pointer.
    this.#sync?.lead('preview');
    surface.goTo(place.line, place.offset, event.clientY);
  }

  #commandOf(command: FormattingCommand): EditorCommand {
    return {
      id: command.id,
      label: message(`toolbar.${command.id}`),
      keys: command.keys[0],
      run: () => {
        this.#surface?.run(command);
      },
      isActive: () => this.#surface?.isActive(command),
      isEnabled: () => this.#surface?.isEnabled(command) ?? false,
    };
  }

  /** Loads the reading aids after the first render, when the editor is usable. */
  #showReadingAids(): void {
    void this.#live.ready
      .then(() => import('../reading/reading-aids.js'))
      .then(
        ({ ReadingAids }) => {
          if (this.#surface !== undefined) {
            const { preview } = this.#parts;
            const { shadowRoot } = preview;
            // Another script's shadow tree has no place for controls.
            const shadow = shadowRoot?.slotAssignment === 'manual' ? shadowRoot : undefined;
            this.#readingAids ??= new ReadingAids(preview, shadow, findCodeParser, (text) => {
              this.#status.say('reading', text);
            });
          }
        },
        () => {
          // Without the file the document merely stays plain, which is no reason to alert the user.
        },
      );
  }

  #openLive(): void {
    this.#live.open(() => this.#surface?.value ?? '');
  }

  #dispatchRender(milliseconds: number): void {
    this.#editor.dispatchEvent(
      new CustomEvent<TwinmarkRenderDetail>('twinmark-render', {
        bubbles: true,
        composed: true,
        detail: { milliseconds },
      }),
    );
  }
}

/** @param ids as in the attribute `toolbar`; unknown ones are ignored */
function chosenCommands(ids: string): (FormattingCommand | null)[] {
  return ids
    .split(/\s+/)
    .flatMap((id) => (id === '|' ? null : (ALL_COMMANDS.find((each) => each.id === id) ?? [])));
}

/** Returns an accessible name, because a label cannot name an element inside a shadow root. */
function nameOf(editor: WorkbenchHost, source: HTMLTextAreaElement): string {
  const labels = [...editor.labels].map((label) => textWithout(label, editor).trim());
  const label = [editor, source].map((each) => each.getAttribute('aria-label')).find(Boolean);
  return labels.join(' ') || (label ?? message('editor.source'));
}

/** Returns the text of a node without that of an element which it may contain. */
function textWithout(node: Node, element: Element): string {
  return [...node.childNodes]
    .filter((child) => !child.contains(element))
    .map(({ textContent }) => textContent ?? '')
    .join('');
}
