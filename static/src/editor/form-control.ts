import type { Problem } from './constraints.js';
import { Draft } from './draft.js';
import { FormEntry } from './form-entry.js';
import type { Parts } from './parts.js';

/** Attributes that the element mirrors to its text area, which implements them. */
export const SHARED_ATTRIBUTES = [
  'placeholder',
  'readonly',
  'required',
  'minlength',
  'maxlength',
  'dirname',
  'spellcheck',
  'dir',
] as const;

/** Attributes that the element takes from its text area unless it has them itself. */
const TAKEN_OVER = [...SHARED_ATTRIBUTES, 'name', 'form', 'disabled', 'autofocus'] as const;

/** The element that is the form control: it has the attributes and the text, and is the target of the events. */
export interface FormHost extends HTMLElement {
  readonly defaultValue: string;
  readonly dirName: string;
  readonly live: string;
  readonly name: string;
  readonly storageKey: string;
  value: string;
}

/** The editor that holds the text instead of the text area once it is loaded. */
export interface LoadedEditor {
  readonly opened:
    | {
        /** Undefined while the text area holds the text. */
        readonly surface: { readonly focusable: HTMLElement } | undefined;
        problem(isEdited: boolean): Problem;
      }
    | undefined;
  whenOpened(call: (opened: { sayDraftIsLost(): void }) => void): void;
}

/**
 * The origin of the text: the markup, a script, or the user. It follows the default value only until a
 * script or the user changes it: with any other origin, HTML's dirty value flag (4.10.11) is set.
 */
type Origin = 'default' | 'script' | 'user';

/**
 * The form control that an element becomes in place of its text area: name/value pair, validation, reset,
 * draft, and the text that the browser restores with the page.
 *
 * Where a server has rendered the editor's parts, the text area remains the form control; then nothing
 * calls `takeOver`, and there is nothing to validate or to restore.
 */
export class FormControl {
  readonly #host: FormHost;
  readonly #internals: ElementInternals;
  readonly #adopt: () => Pick<Parts, 'source'>;
  readonly #editor: LoadedEditor;
  readonly #entry: FormEntry;
  readonly #draft: Draft;
  /** The text area that was taken over. */
  #source: HTMLTextAreaElement | undefined;
  #origin: Origin = 'default';
  #customProblem = '';
  /** The text of the text area when it last stopped holding the text. */
  #found = '';

  /** @param adopt returns the parts of the element, which it creates at the first call */
  constructor(
    host: FormHost,
    internals: ElementInternals,
    adopt: () => Pick<Parts, 'source'>,
    editor: LoadedEditor,
  ) {
    this.#host = host;
    this.#internals = internals;
    this.#adopt = adopt;
    this.#editor = editor;
    this.#entry = new FormEntry(
      internals,
      () => host.name,
      () => this.#entries(),
      () => {
        this.#draft.remove();
      },
    );
    this.#draft = new Draft(
      () => host.value,
      () => {
        editor.whenOpened((opened) => {
          opened.sayDraftIsLost();
        });
      },
    );
  }

  /** Makes the element the form control in place of the text area, so that nothing is submitted twice. */
  takeOver(source: HTMLTextAreaElement): void {
    const host = this.#host;
    this.#source = source;
    for (const name of TAKEN_OVER) {
      const value = source.getAttribute(name);
      // An empty `form` is copied from another element, which has taken over that text area already.
      if (value !== null && !host.hasAttribute(name) && !(name === 'form' && value === '')) {
        host.setAttribute(name, value);
      }
    }
    for (const name of SHARED_ATTRIBUTES) {
      this.#share(name, source);
    }
    source.removeAttribute('name');
    // No element has an empty id, so the text area is in no form. A required one that is not rendered
    // would keep its form from being submitted.
    source.setAttribute('form', '');
    // Its own attribute, or a `fieldset` around it.
    source.disabled = host.matches(':disabled');
    source.addEventListener('input', (event) => {
      event.stopPropagation();
      this.edited();
    });
    source.addEventListener('change', (event) => {
      event.stopPropagation();
      this.changed();
    });
    // The browser dispatches a click on a label of the element to the element itself.
    host.addEventListener('click', (event) => {
      if (event.composedPath()[0] === host) {
        host.focus();
      }
    });
    this.#found = source.value;
    // The user typed before the script ran, or the browser restored a text.
    this.#origin = source.value === source.defaultValue ? 'default' : 'user';
    this.validate();
    this.openDraft();
  }

  /** Saves the text when the user leaves the page, and shows the one that the browser has restored. */
  connect(signal: AbortSignal): void {
    window.addEventListener(
      'pagehide',
      () => {
        this.#draft.flush();
        this.#keep();
      },
      { signal },
    );
    window.addEventListener(
      'pageshow',
      () => {
        this.#showRestored();
      },
      { signal, once: true },
    );
  }

  disconnect(): void {
    this.#draft.flush();
  }

  /** The form that the element is in now; null when it is in none. */
  set form(form: HTMLFormElement | null) {
    this.#entry.form = form;
  }

  /** @returns false where the text area is not the element's to disable */
  disable(isDisabled: boolean): boolean {
    if (this.#source === undefined) {
      return false;
    }
    this.#source.disabled = isDisabled;
    return true;
  }

  /** Mirrors a changed attribute to the text area. */
  attributeChanged(name: string): void {
    if (this.#source !== undefined && isShared(name)) {
      this.#share(name, this.#source);
      this.validate();
    }
  }

  /** Runs a change of the text by a script. */
  changeByScript(change: () => void): void {
    this.#origin = 'script';
    change();
    this.validate();
  }

  /** Handles a change of the text by the user. */
  edited(): void {
    this.#origin = 'user';
    this.validate();
    this.#draft.edited();
    this.#host.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }

  /** Handles the focus leaving a text that the user has changed. */
  changed(): void {
    this.#host.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** Handles the loaded editor taking the text from the text area, and its changes by other users. */
  opened(): void {
    this.#found = this.#source?.value ?? '';
    this.validate();
  }

  /** Shows a changed default value, unless the text has been changed. */
  followDefault(): void {
    if (this.#origin === 'default') {
      this.#showDefault();
    }
  }

  reset(): void {
    // A live document is that of others as well.
    if (!this.#host.live) {
      this.#showDefault();
      this.#draft.remove();
    }
  }

  /** Shows the draft that is kept under the element's storage key, unless the text has been changed. */
  openDraft(): void {
    const draft = this.#draft.open(this.#host.storageKey);
    if (draft !== undefined && this.#origin === 'default') {
      this.#host.value = draft;
    }
  }

  forgetDraft(): void {
    this.#draft.remove();
  }

  setCustomValidity(problem: string): void {
    this.#customProblem = problem;
    this.#adopt().source.setCustomValidity(problem);
    this.validate();
  }

  /** Tells the form the reason why the text cannot be submitted. */
  validate(): void {
    const source = this.#source;
    if (source === undefined) {
      return;
    }
    const { opened } = this.#editor;
    const surface = opened?.surface;
    const found = surface && opened.problem(this.#origin === 'user');
    const flags = found?.flags ?? flagsOf(source.validity);
    const problem = this.#customProblem || (found?.message ?? source.validationMessage);
    if (problem !== '') {
      this.#internals.setValidity(
        { ...flags, customError: this.#customProblem !== '' },
        problem,
        surface?.focusable ?? source,
      );
    } else if (!this.#internals.validity.valid) {
      this.#internals.setValidity({});
    }
  }

  #showDefault(): void {
    this.#host.value = this.#host.defaultValue;
    this.#origin = 'default';
  }

  /** Makes the browser save the text, and restore it when the user returns to the page. */
  #keep(): void {
    if (
      this.#source !== undefined &&
      this.#origin !== 'default' &&
      // Restored, it would overwrite what others have written since.
      !this.#host.live
    ) {
      const { value } = this.#host;
      this.#entry.keep(value);
      this.#source.value = value;
    }
  }

  /**
   * The browser restores the element's text where its markup has the name, and otherwise that of the
   * text area. Chromium does so just before `pageshow`, and fires no other event.
   */
  #showRestored(): void {
    const text = this.#source?.value;
    if (text !== undefined && text !== this.#found) {
      this.#host.value = text;
    }
  }

  #entries(): [string, string][] {
    const { name, dirName, value } = this.#host;
    const entries: [string, string][] = [[name, value]];
    if (dirName !== '') {
      // `dir="auto"` depends on the text. Chromium does not resolve it for a text area that is not rendered.
      const written = document.createElement('textarea');
      written.dir = 'auto';
      written.value = value;
      const { dir } = this.#adopt().source;
      const isRightToLeft = (dir === 'auto' ? written : this.#host).matches(':dir(rtl)');
      entries.push([dirName, isRightToLeft ? 'rtl' : 'ltr']);
    }
    return entries;
  }

  #share(name: (typeof SHARED_ATTRIBUTES)[number], source: HTMLTextAreaElement): void {
    const value = this.#host.getAttribute(name);
    if (value === null) {
      source.removeAttribute(name);
    } else {
      source.setAttribute(name, value);
    }
  }
}

function isShared(name: string): name is (typeof SHARED_ATTRIBUTES)[number] {
  return (SHARED_ATTRIBUTES as readonly string[]).includes(name);
}

function flagsOf({ valueMissing, tooShort, tooLong }: ValidityState): ValidityStateFlags {
  return { valueMissing, tooShort, tooLong };
}
