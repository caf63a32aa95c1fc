import type { TwinmarkEditorElement } from '../editor/twinmark-editor.js';
import { message } from '../language/catalogue.js';
import { Actions } from './ui/actions.js';
import { FileActions } from './file-actions.js';
import { openDocumentation } from './help/documentation.js';
import { Documents } from './documents/documents.js';
import { DocumentHeader } from './shell/document-header.js';
import type { FocusMode } from './shell/focus-mode.js';
import { Notices } from './ui/notices.js';
import {
  choiceKey,
  choose,
  chooseSplit,
  chosenSplit,
  type Choice,
  chosenExtensions,
  isExtensionSetting,
  NARROW_SCREEN,
  type Preference,
  preference,
  SETTINGS,
  TOUCH_ONLY,
} from './settings/preferences.js';
import { fullScreen } from './shell/full-screen.js';
import { tellFailedImports } from './shell/failed-imports.js';
import { SidePanel } from './shell/side-panel.js';
import { type View, VIEWS, ViewSwitch } from './shell/view-switch.js';
import { listenForShortcuts } from './shortcuts/shortcut-keys.js';

/** The actions in the menu of help. */
const HELP = ['markdown', 'shortcuts', 'documentation'] as const;

/** The application around an editor, which it knows by its public surface alone. */
export class Application {
  readonly editor: TwinmarkEditorElement;
  readonly actions = new Actions();
  readonly #notices = new Notices();
  readonly #narrow = matchMedia(NARROW_SCREEN);
  readonly #viewSwitch = new ViewSwitch(part('view'), (view) => {
    this.#choose('mode', view);
  });
  #focusMode: FocusMode | undefined;

  constructor(editor: TwinmarkEditorElement) {
    this.editor = editor;
  }

  /** Takes over the page that the server has rendered, in that page's language. */
  start(): void {
    const panel = new SidePanel(part('panel'), part('panel-button'));
    const header = new DocumentHeader(
      part('document-title') as HTMLInputElement,
      part('save-state'),
      (title) => void documents.rename(title),
      () => {
        this.editor.focus();
      },
    );
    tellFailedImports(this.#notices);
    this.#addActions(panel, header);
    part('palette-button').addEventListener('click', () => void this.#openPalette());
    part('settings-button').addEventListener('click', () => void this.#openSettings());
    this.#narrow.addEventListener('change', () => {
      if (!isFocusOn()) {
        this.#configure('mode', chosenView());
      }
    });
    document.querySelector('.skip-link')?.addEventListener('click', (event) => {
      event.preventDefault();
      this.editor.focus();
    });
    if (matchMedia(TOUCH_ONLY).matches) {
      // The editor reads it again with its next attribute, `mode`.
      (part('twinmark-source') as HTMLTextAreaElement).placeholder =
        message('shell.placeholderTouch');
    }
    this.#configure('mode', chosenView());
    this.#configure('sync', preference('sync'));
    this.#configureExtensions();
    if (isFocusOn()) {
      void this.#showFocus();
    }
    const split = chosenSplit();
    if (split !== undefined) {
      this.editor.split = split;
    }
    this.editor.addEventListener('twinmark-split', () => {
      chooseSplit(this.editor.split);
    });
    const documents = new Documents(this.editor, header, this.#notices, panel, () => {
      this.#showText();
    });
    const files = new FileActions(
      this.editor,
      (openFile) => documents.accessFor(openFile),
      this.#notices,
    );
    this.actions.add(...documents.actions, ...files.groups.flat());
    part('new-button').addEventListener('click', () => {
      panel.makeWay();
      void documents.openNew();
    });
    this.actions.add(
      ...this.editor.commands.map((command) => ({
        id: `text-${command.id}`,
        label: () => command.label,
        group: 'text' as const,
        ...(command.keys === undefined ? {} : { shortcut: command.keys }),
        run: () => {
          command.run();
        },
        isEnabled: () => command.isEnabled(),
      })),
    );
    listenForShortcuts(this.actions, (id) => {
      if (id !== 'panel') {
        panel.makeWay();
      }
    });
    files.start();
    void this.#begin(documents, panel, location.hash);
    void this.#loadSurroundings(panel, files);
    void this.editor.ready.then(() => this.#workOffline(documents));
  }

  #addActions(panel: SidePanel, header: DocumentHeader): void {
    this.actions.add(
      {
        id: 'palette',
        label: () => message('palette.open'),
        group: 'help',
        shortcut: 'Mod-Shift-p',
        otherShortcut: 'F1',
        listens: true,
        run: () => this.#openPalette(),
      },
      {
        id: 'shortcuts',
        label: () => message('shortcuts.open'),
        group: 'help',
        shortcut: '?',
        listens: true,
        run: async () => {
          const { showShortcuts } = await import('./help/shortcut-sheet.js');
          showShortcuts(this.actions.all());
        },
      },
      {
        id: 'markdown',
        label: () => message('help.markdown'),
        group: 'help',
        run: async () => {
          const { showMarkdown } = await import('./help/markdown-sheet.js');
          showMarkdown(this.editor, chosenExtensions(), () => {
            this.#showText();
          });
        },
      },
      {
        id: 'documentation',
        label: () => message('help.documentation'),
        group: 'help',
        run: openDocumentation,
      },
      {
        id: 'settings',
        label: () => message('settings.open'),
        group: 'view',
        shortcut: 'Mod-,',
        listens: true,
        run: () => this.#openSettings(),
      },
      {
        id: 'panel',
        label: () => message('shell.panel'),
        group: 'view',
        shortcut: 'Mod-\\',
        listens: true,
        run: () => {
          panel.toggle();
        },
        isEnabled: () => !isFocusOn(),
      },
      {
        id: 'view',
        label: () => message('header.switchView'),
        group: 'view',
        // Layouts of keyboards differ in what other free keys type.
        shortcut: 'F8',
        listens: true,
        run: () => {
          this.#switchView();
        },
      },
      {
        id: 'rename',
        label: () => message('documents.rename'),
        group: 'document',
        shortcut: 'F2',
        listens: true,
        run: () => {
          header.edit();
        },
        isEnabled: () => !isFocusOn(),
      },
      {
        id: 'focus',
        label: () => message(isFocusOn() ? 'focus.leave' : 'focus.enter'),
        group: 'view',
        shortcut: 'Mod-Shift-e',
        listens: true,
        run: () => {
          this.#choose('focus', isFocusOn() ? 'off' : 'on');
        },
      },
      fullScreen(this.#notices),
      ...this.#choices('theme'),
      ...this.#choices('mode'),
      ...this.#choices('sync'),
    );
  }

  #choices(name: 'theme' | 'mode' | 'sync') {
    return SETTINGS[name].map((choice) => ({
      id: `${name}-${choice}`,
      label: () =>
        message('settings.choice', {
          name: message(`settings.${name}`),
          choice: message(choiceKey(name, choice)),
        }),
      group: 'view' as const,
      run: () => {
        this.#choose(name, choice);
      },
      isEnabled: () => preference(name) !== choice,
    }));
  }

  /** @param fragment the page's, before a document has taken its address */
  async #begin(documents: Documents, panel: SidePanel, fragment: string): Promise<void> {
    await documents.start();
    panel.whenOpen(() => void documents.listIn(part('documents')));
    if (fragment !== '') {
      const { goToHeading } = await import('./shell/go-to-heading.js');
      await goToHeading(this.editor, fragment);
    }
  }

  /** Loads the controls around the text while the user can already write. */
  async #loadSurroundings(panel: SidePanel, files: FileActions): Promise<void> {
    const [{ menuButton }, { Outline }, { showStatus }, { makeRoomForKeyboard }] =
      await Promise.all([
        import('./ui/menu-button.js'),
        import('./outline/outline.js'),
        import('./status/status-bar.js'),
        import('./shell/keyboard-room.js'),
      ]);
    menuButton(part('document-menu'), () => [
      this.actions.named('rename', 'tags', 'share', 'duplicate', 'history', 'server-list'),
      ...files.groups,
      this.actions.named('delete'),
      // Their buttons are on wider pages only.
      ...(this.#narrow.matches
        ? [this.actions.named('palette', 'settings'), this.actions.named(...HELP)]
        : []),
    ]);
    menuButton(part('help-menu'), () => [this.actions.named(...HELP)]);
    new Outline(this.editor, part('outline'), () => {
      panel.makeWay();
    });
    showStatus(this.editor, part('counts'), part('caret-position'));
    if (window.visualViewport !== null) {
      makeRoomForKeyboard(window.visualViewport);
    }
  }

  async #openPalette(): Promise<void> {
    const { openPalette } = await import('./palette/palette.js');
    openPalette(this.actions.list().filter(({ id }) => id !== 'palette'));
  }

  async #openSettings(): Promise<void> {
    const { openSettings } = await import('./settings/settings-dialog.js');
    openSettings((name, choice) => {
      this.#choose(name, choice as Choice<typeof name>);
    });
  }

  #choose<Name extends Preference>(name: Name, choice: Choice<Name>): void {
    choose(name, choice);
    // Switching the layout leaves focus mode.
    if (name === 'mode' && isFocusOn()) {
      this.#choose('focus', 'off');
    }
    this.#configure(name, choice);
  }

  /** Passes on to the editor the choices that it applies itself. */
  #configure(name: Preference, choice: string): void {
    if (name === 'mode') {
      this.#viewSwitch.show(choice);
      this.editor.setAttribute('mode', this.#mode());
      if (choice !== 'both') {
        this.editor.setAttribute('pane', choice);
      }
    } else if (name === 'sync') {
      this.editor.setAttribute(name, choice);
    } else if (name === 'focus') {
      void this.#showFocus();
    } else if (isExtensionSetting(name)) {
      this.#configureExtensions();
    }
  }

  #configureExtensions(): void {
    this.editor.setAttribute('extensions', chosenExtensions().join(' '));
  }

  async #showFocus(): Promise<void> {
    const { FocusMode } = await import('./shell/focus-mode.js');
    this.#focusMode ??= new FocusMode(this.editor, this.#notices, () => {
      this.#choose('focus', 'off');
    });
    this.#focusMode.show(isFocusOn(), this.#mode());
  }

  /** Returns the editor's `mode`: on a narrow page its tabs show either pane, whatever is chosen. */
  #mode(): string {
    return this.#narrow.matches ? 'both' : chosenView();
  }

  /** Leaves the view that shows the preview alone. */
  #showText(): void {
    if (chosenView() === 'read') {
      this.#choose('mode', 'write');
    }
  }

  /** Shows the next view, and keeps the focus in the editor if it is there. */
  #switchView(): void {
    const { editor } = this;
    const hadFocus = editor.contains(document.activeElement);
    const before = this.#narrow.matches ? editor.pane : chosenView();
    const views: readonly View[] = this.#narrow.matches ? ['write', 'read'] : VIEWS;
    const next = views[(views.indexOf(before) + 1) % views.length] ?? 'both';
    if (this.#narrow.matches && next !== 'both') {
      editor.pane = next;
    } else {
      this.#choose('mode', next);
    }
    if (hadFocus && next === 'read') {
      editor.preview.focus();
    } else if (hadFocus && before === 'read') {
      editor.focus();
    }
  }

  async #workOffline(documents: Documents): Promise<void> {
    const { workOffline } = await import('./offline/service-worker-client.js');
    await workOffline(part('notice'), () => documents.flush());
    await documents.keepPictures();
  }
}

/** Returns whether focus mode is on, as the style sheet reads it. */
function isFocusOn(): boolean {
  return document.documentElement.dataset['focus'] === 'on';
}

/** Returns the chosen view, as the style sheet reads it. */
function chosenView(): View {
  const chosen = document.documentElement.dataset['mode'];
  return VIEWS.find((view) => view === chosen) ?? 'both';
}

/** A part of the page that the server has rendered. */
function part(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) {
    throw new Error(`The page lacks #${id}.`);
  }
  return element;
}
