import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Problem } from '../src/editor/constraints.js';
import { FormControl, type FormHost, type LoadedEditor } from '../src/editor/form-control.js';
import { FakeElement, FakeTextArea, stubGlobals } from './fake-element.js';

const TOO_SHORT: Problem = { flags: { tooShort: true }, message: 'Too short.' };
const NO_PROBLEM: Problem = { flags: {}, message: '' };

/** An element with a form control, whose text is in its text area, as before the editor is loaded. */
class FakeHost extends FakeElement {
  readonly source: FakeTextArea;
  readonly control: FormControl;
  readonly page = new EventTarget();
  readonly drafts = new Map<string, string>();
  /** The names of the events fired, and messages, in order. */
  readonly log: string[] = [];
  /** The reported flags and message; undefined while the text is valid. */
  invalid: { flags: ValidityStateFlags; message: string; anchor: unknown } | undefined;
  /** What the form submits, and what the browser keeps for the page. */
  submitted: string | undefined;
  kept: string | null = null;
  loaded: LoadedEditor['opened'];

  constructor(t: TestContext, source: FakeTextArea, attributes: Record<string, string> = {}) {
    super(attributes);
    this.source = source;
    stubGlobals(t, {
      window: this.page,
      localStorage: {
        getItem: (key: string) => this.drafts.get(key) ?? null,
        setItem: (key: string, value: string) => this.drafts.set(key, value),
        removeItem: (key: string) => this.drafts.delete(key),
      },
      document: { createElement: () => new FakeTextArea() },
    });
    t.mock.timers.enable({ apis: ['setTimeout'] });
    for (const type of ['input', 'change']) {
      this.addEventListener(type, () => this.log.push(type));
    }
    const loaded = () => this.loaded;
    this.control = new FormControl(
      this as unknown as FormHost,
      this.#internals(),
      () => ({ source: source.asTextArea() }),
      {
        get opened() {
          return loaded();
        },
        whenOpened: (call) => {
          call({ sayDraftIsLost: () => this.log.push('draft lost') });
        },
      },
    );
  }

  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  get live(): string {
    return this.getAttribute('live') ?? '';
  }

  get dirName(): string {
    return this.getAttribute('dirname') ?? '';
  }

  get storageKey(): string {
    return this.getAttribute('storage-key') ?? '';
  }

  get defaultValue(): string {
    return this.source.defaultValue;
  }

  get value(): string {
    return this.source.value;
  }

  set value(value: string) {
    this.control.changeByScript(() => {
      this.source.value = value;
    });
  }

  override setAttribute(name: string, value: string): void {
    super.setAttribute(name, value);
    this.control.attributeChanged(name);
  }

  /** Types a text into the text area. */
  type(text: string): void {
    this.source.value = text;
    this.source.dispatchEvent(new Event('input'));
  }

  #internals(): ElementInternals {
    const isValid = () => this.invalid === undefined;
    const internals: Partial<ElementInternals> = {
      validity: {
        get valid() {
          return isValid();
        },
      } as ValidityState,
      setFormValue: (value, state) => {
        this.submitted = value as string;
        this.kept = (state ?? null) as string | null;
      },
      setValidity: (flags = {}, message = '', anchor) => {
        this.invalid = message === '' ? undefined : { flags, message, anchor };
      },
    };
    return internals as ElementInternals;
  }
}

function textArea(text: string, attributes: Record<string, string> = {}): FakeTextArea {
  const source = new FakeTextArea(attributes);
  source.defaultValue = text;
  source.value = text;
  return source;
}

function takenOver(t: TestContext, source: FakeTextArea, attributes?: Record<string, string>) {
  const host = new FakeHost(t, source, attributes);
  host.control.takeOver(source.asTextArea());
  return host;
}

test('the element takes name, form and constraints from its text area', (t) => {
  const source = textArea('', { name: 'text', form: 'post', required: '', maxlength: '9' });
  const host = takenOver(t, source);
  assert.equal(host.name, 'text');
  assert.equal(host.getAttribute('form'), 'post');
  assert.equal(host.getAttribute('maxlength'), '9');
  assert.ok(host.hasAttribute('required'));
  assert.equal(source.hasAttribute('name'), false);
  assert.equal(source.getAttribute('form'), '');
  assert.equal(source.getAttribute('maxlength'), '9');
});

test("the element's own attributes win over those of its text area", (t) => {
  const source = textArea('', { name: 'text', placeholder: 'Text' });
  const host = takenOver(t, source, { name: 'body', placeholder: 'Body' });
  assert.equal(host.name, 'body');
  assert.equal(source.getAttribute('placeholder'), 'Body');
});

test('a copy of a text area that was taken over stays in the form around it', (t) => {
  const host = takenOver(t, textArea('', { form: '' }));
  assert.equal(host.hasAttribute('form'), false);
});

test('a changed attribute is mirrored to the text area, unless only the element has it', (t) => {
  const source = textArea('');
  const host = takenOver(t, source);
  host.setAttribute('placeholder', 'Text');
  host.setAttribute('name', 'text');
  assert.equal(source.getAttribute('placeholder'), 'Text');
  assert.equal(source.hasAttribute('name'), false);
  host.removeAttribute('placeholder');
  host.control.attributeChanged('placeholder');
  assert.equal(source.hasAttribute('placeholder'), false);
});

test('a disabled fieldset disables the text area, at first and later', (t) => {
  const source = textArea('');
  const host = new FakeHost(t, source);
  host.states.add(':disabled');
  host.control.takeOver(source.asTextArea());
  assert.equal(source.disabled, true);
  assert.equal(host.control.disable(false), true);
  assert.equal(source.disabled, false);
});

test('the element fires the events of its text area, each once', (t) => {
  const host = takenOver(t, textArea(''));
  let stopped = 0;
  for (const type of ['input', 'change']) {
    const event = new Event(type, { bubbles: true });
    event.stopPropagation = () => stopped++;
    host.source.dispatchEvent(event);
  }
  assert.deepEqual(host.log, ['input', 'change']);
  assert.equal(stopped, 2, 'the page would see the events a second time');
});

test('a click on a label focuses the element, a click inside does not', (t) => {
  const host = takenOver(t, textArea(''));
  let focused = 0;
  Object.assign(host, { focus: () => focused++ });
  host.dispatchEvent(new Event('click'));
  assert.equal(focused, 1);
  const inside = new Event('click');
  inside.composedPath = () => [host.source, host];
  host.dispatchEvent(inside);
  assert.equal(focused, 1);
});

test('a changed default value is shown until a script or the user changes the text', (t) => {
  const host = takenOver(t, textArea('one'));
  const change = (text: string) => {
    host.source.defaultValue = text;
    host.control.followDefault();
  };
  change('two');
  assert.equal(host.value, 'two');
  change('three');
  assert.equal(host.value, 'three');
  host.value = 'a script';
  change('four');
  assert.equal(host.value, 'a script');
});

test('a reset restores the default value, which is followed again, and removes the draft', (t) => {
  const host = takenOver(t, textArea('one'), { 'storage-key': 'post' });
  host.type('typed');
  t.mock.timers.tick(1000);
  assert.deepEqual([...host.drafts], [['twinmark-draft:post', 'typed']]);
  host.control.reset();
  assert.equal(host.value, 'one');
  assert.equal(host.drafts.size, 0);
  host.source.defaultValue = 'two';
  host.control.followDefault();
  assert.equal(host.value, 'two');
});

test('a reset leaves a live document as it is', (t) => {
  const host = takenOver(t, textArea('one'));
  host.setAttribute('live', 'api/documents/ID/live');
  host.type('typed by all');
  host.control.reset();
  assert.equal(host.value, 'typed by all');
});

test('a draft replaces an unchanged text', (t) => {
  const source = textArea('one');
  const host = new FakeHost(t, source, { 'storage-key': 'post' });
  host.drafts.set('twinmark-draft:post', 'draft');
  host.control.takeOver(source.asTextArea());
  assert.equal(host.value, 'draft');
});

test('a draft does not replace what the user typed before the script ran', (t) => {
  const source = textArea('one');
  source.value = 'typed';
  const host = new FakeHost(t, source, { 'storage-key': 'post' });
  host.drafts.set('twinmark-draft:post', 'draft');
  host.control.takeOver(source.asTextArea());
  assert.equal(host.value, 'typed');
});

test('a draft that cannot be stored is reported', (t) => {
  const host = takenOver(t, textArea('one'), { 'storage-key': 'post' });
  t.mock.method(localStorage, 'setItem', () => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  host.type('typed');
  host.control.disconnect();
  assert.deepEqual(host.log, ['input', 'draft lost']);
});

test('a submitted form removes the draft, a cancelled submission keeps it', (t) => {
  const host = takenOver(t, textArea('one'), { 'storage-key': 'post' });
  const form = new EventTarget() as HTMLFormElement;
  host.control.form = form;
  host.type('typed');
  t.mock.timers.tick(1000);
  const cancelled = new Event('submit', { cancelable: true });
  cancelled.preventDefault();
  form.dispatchEvent(cancelled);
  t.mock.timers.tick(1);
  assert.equal(host.drafts.size, 1);
  form.dispatchEvent(new Event('submit', { cancelable: true }));
  t.mock.timers.tick(1);
  assert.equal(host.drafts.size, 0);
});

test('the text is put into the form data in place, with its direction', (t) => {
  const host = takenOver(t, textArea('text'), { name: 'body', dirname: 'body-dir' });
  host.states.add(':dir(rtl)');
  const form = new EventTarget() as HTMLFormElement;
  host.control.form = form;
  const formData = new FormData();
  formData.append('first', '1');
  formData.append('body', host.submitted ?? '');
  formData.append('last', '2');
  form.dispatchEvent(Object.assign(new Event('formdata'), { formData }));
  assert.deepEqual(
    [...formData],
    [
      ['first', '1'],
      ['body', 'text'],
      ['body-dir', 'rtl'],
      ['last', '2'],
    ],
  );
});

test('form data without the element, which is disabled, stays as it is', (t) => {
  const host = takenOver(t, textArea('text'), { name: 'body' });
  const form = new EventTarget() as HTMLFormElement;
  host.control.form = form;
  const formData = new FormData();
  formData.append('body', 'from another control');
  form.dispatchEvent(Object.assign(new Event('formdata'), { formData }));
  assert.deepEqual([...formData], [['body', 'from another control']]);
});

test('the form that an element has left is not listened to any more', (t) => {
  const host = takenOver(t, textArea('one'), { 'storage-key': 'post' });
  const form = new EventTarget() as HTMLFormElement;
  host.control.form = form;
  host.control.form = null;
  host.type('typed');
  t.mock.timers.tick(1000);
  form.dispatchEvent(new Event('submit'));
  t.mock.timers.tick(1);
  assert.equal(host.drafts.size, 1);
});

test('the text area validates until the editor is loaded, then the editor does', (t) => {
  const source = textArea('');
  source.validity = { valueMissing: true };
  source.validationMessage = 'Missing.';
  const host = takenOver(t, source);
  assert.equal(host.invalid?.message, 'Missing.');
  assert.equal(host.invalid.flags.valueMissing, true);
  assert.equal(host.invalid.anchor, source);

  const focusable = new FakeElement() as unknown as HTMLElement;
  host.loaded = { surface: { focusable }, problem: () => TOO_SHORT };
  host.control.opened();
  assert.equal(host.invalid.message, 'Too short.');
  assert.equal(host.invalid.anchor, focusable);

  host.loaded = { surface: { focusable }, problem: () => NO_PROBLEM };
  host.control.validate();
  assert.equal(host.invalid, undefined);
});

test('the text area of a removed element validates again', (t) => {
  const host = takenOver(t, textArea('one'));
  host.loaded = { surface: undefined, problem: () => TOO_SHORT };
  host.control.validate();
  assert.equal(host.invalid?.message, undefined);
  host.source.validationMessage = 'Missing.';
  host.control.validate();
  assert.equal(host.invalid?.message, 'Missing.');
});

test('constraints on the length count only after an edit by the user', (t) => {
  const host = takenOver(t, textArea('one'));
  const edits: boolean[] = [];
  host.loaded = {
    surface: { focusable: new FakeElement() as unknown as HTMLElement },
    problem: (isEdited) => {
      edits.push(isEdited);
      return NO_PROBLEM;
    },
  };
  host.control.opened();
  host.value = 'a script';
  host.control.edited();
  host.value = 'a script again';
  assert.deepEqual(edits, [false, false, true, false]);
});

test('a custom problem makes a valid text invalid until it is emptied', (t) => {
  const host = takenOver(t, textArea('one'));
  host.control.setCustomValidity('Taken.');
  assert.equal(host.invalid?.message, 'Taken.');
  assert.equal(host.invalid.flags.customError, true);
  host.type('two');
  assert.equal(host.invalid.message, 'Taken.');
  host.control.setCustomValidity('');
  assert.equal(host.invalid, undefined);
});

test('the browser keeps a changed text when the user leaves the page', (t) => {
  const host = takenOver(t, textArea('one'));
  host.control.connect(new AbortController().signal);
  host.page.dispatchEvent(new Event('pagehide'));
  assert.equal(host.kept, null);
  host.type('typed');
  host.page.dispatchEvent(new Event('pagehide'));
  assert.equal(host.kept, 'typed');
});

test('a text that the browser has restored counts as changed', (t) => {
  const host = takenOver(t, textArea('one'));
  host.control.connect(new AbortController().signal);
  host.source.value = 'restored';
  host.page.dispatchEvent(new Event('pageshow'));
  host.source.defaultValue = 'two';
  host.control.followDefault();
  assert.equal(host.value, 'restored');
});

test('a disconnected element does not listen to the page', (t) => {
  const host = takenOver(t, textArea('one'));
  const connection = new AbortController();
  host.control.connect(connection.signal);
  host.type('typed');
  connection.abort();
  host.page.dispatchEvent(new Event('pagehide'));
  assert.equal(host.kept, null);
});

test('where a server has rendered the parts, the text area remains the form control', (t) => {
  const source = textArea('one', { name: 'text', required: '' });
  source.validationMessage = 'Missing.';
  const host = new FakeHost(t, source);
  host.control.connect(new AbortController().signal);
  host.setAttribute('placeholder', 'Text');
  host.control.edited();
  host.page.dispatchEvent(new Event('pagehide'));
  assert.equal(host.control.disable(true), false);
  assert.equal(source.disabled, false);
  assert.equal(source.getAttribute('name'), 'text');
  assert.equal(source.hasAttribute('placeholder'), false);
  assert.equal(host.kept, null);
  assert.equal(host.invalid, undefined);
  assert.deepEqual(host.log, ['input']);
});
