import { menuTarget } from '../../dom/arrow-keys.js';
import { button, element } from '../../dom/elements.js';
import { loadTagMessages, tagMessage } from '../../language/tag-messages.js';
import { distinctTags, MAX_TAG_UNITS, MAX_TAGS, tagKey, tagOf, tagsIn } from '../../util/tags.js';
import { openDialog } from '../ui/dialog.js';
import { countTags, tagsOf } from './document-tags.js';
import type { DocumentEntry } from './stored-document.js';

/** The actions that the dialog of tags uses. */
export interface TagActions {
  list(): Promise<DocumentEntry[]>;
  /** Changes the user's tags of the document; the user knows if that fails. */
  tag(change: (tags: readonly string[]) => readonly string[]): Promise<void>;
}

/** The number of tags in use that are offered: those that the typed letters leave, the most frequent first. */
const MAX_OFFERED = 12;

/** Lets the user add tags to a document and remove them, each at once. Resolves when the dialog is closed. */
export async function showTags(id: string, actions: TagActions): Promise<void> {
  await loadTagMessages();
  let entries = await actions.list();
  const entry = (): DocumentEntry | undefined => entries.find((each) => each.id === id);
  const title = entry()?.title;
  if (title === undefined) {
    return;
  }
  const { dialog, body } = openDialog(tagMessage('title', { title }));
  dialog.classList.add('tags');
  const field = element('input', { type: 'text', autocomplete: 'off', autofocus: true });
  field.autocapitalize = 'none';
  field.setAttribute('aria-label', tagMessage('field'));
  field.placeholder = tagMessage('field');
  const add = element('button', { type: 'submit', className: 'primary' }, tagMessage('add'));
  const form = element('form', {}, field, add);
  const status = element('p', { role: 'status', className: 'tags-status' });
  const own = element('ul', { className: 'tag-chips' });
  const note = element('p', { className: 'sheet-hint' }, tagMessage('inText'));
  const heading = element('h3', { id: 'tags-offered' }, tagMessage('inUse'));
  const offered = element('ul', { className: 'tag-chips' });
  offered.setAttribute('aria-labelledby', heading.id);
  own.setAttribute('aria-label', tagMessage('ofDocument'));
  body.append(own, note, form, status, heading, offered);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void addTyped();
  });
  field.addEventListener('input', offer);
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      offered.querySelector('button')?.focus();
    }
  });
  offered.addEventListener('keydown', (event) => {
    const buttons = [...offered.querySelectorAll('button')];
    const index = buttons.findIndex((each) => each === event.target);
    const target = menuTarget(event, index, buttons.length);
    if (target !== undefined) {
      event.preventDefault();
      (event.key === 'ArrowUp' && index === 0 ? field : buttons[target])?.focus();
    }
  });
  show();
  field.focus();
  await new Promise((resolve) => {
    dialog.addEventListener('close', resolve, { once: true });
  });

  function show(): void {
    const { tags = [], textTags = [] } = entry() ?? {};
    const keys = new Set(tags.map(tagKey));
    own.replaceChildren(
      ...tags.map((tag) => {
        const remove = button('×', () => void removeTag(tag));
        remove.setAttribute('aria-label', tagMessage('remove', { tag }));
        return element('li', {}, element('span', { dir: 'auto' }, tag), remove);
      }),
      ...textTags
        .filter((tag) => !keys.has(tagKey(tag)))
        .map((tag) => element('li', {}, element('span', { dir: 'auto' }, tag))),
    );
    own.hidden = own.childElementCount === 0;
    note.hidden = textTags.length === 0;
    offer();
  }

  /** Offers the tags of other documents that begin with what is typed, or else have it in them. */
  function offer(): void {
    const typed = tagKey(tagOf(field.value.split(',').at(-1) ?? ''));
    const current = entry();
    const there = new Set(current && tagsOf(current).map(tagKey));
    const matching = countTags(entries)
      .filter(({ tag }) => !there.has(tagKey(tag)) && tagKey(tag).includes(typed))
      .sort((a, b) => rank(a.tag) - rank(b.tag) || b.count - a.count)
      .slice(0, MAX_OFFERED);
    function rank(tag: string): number {
      return tagKey(tag).startsWith(typed) ? 0 : 1;
    }
    offered.replaceChildren(
      ...matching.map(({ tag }) => {
        const made = button(tag, () => void addOffered(tag));
        made.setAttribute('aria-label', tagMessage('addTag', { tag }));
        return element('li', { dir: 'auto' }, made);
      }),
    );
    heading.hidden = offered.hidden = matching.length === 0;
  }

  async function addTyped(): Promise<void> {
    const typed = field.value;
    const tags = tagsIn(typed);
    if (typed.split(',').some((each) => tagOf(each).length > MAX_TAG_UNITS)) {
      status.textContent = tagMessage('tooLong', { limit: MAX_TAG_UNITS });
    } else if (tags.length > 0) {
      await addTags(tags);
    }
  }

  /** Adds a tag in place of the letters typed for it. */
  async function addOffered(tag: string): Promise<void> {
    await addTags([...tagsIn(field.value.split(',').slice(0, -1).join(',')), tag]);
  }

  async function addTags(added: readonly string[]): Promise<void> {
    const known = new Map(countTags(entries).map(({ tag }) => [tagKey(tag), tag]));
    const current = entry();
    const there = new Set(current && tagsOf(current).map(tagKey));
    const missing = added
      .filter((tag) => !there.has(tagKey(tag)))
      .map((tag) => known.get(tagKey(tag)) ?? tag);
    if ((current?.tags?.length ?? 0) + missing.length > MAX_TAGS) {
      status.textContent = tagMessage('tooMany', { limit: MAX_TAGS });
      return;
    }
    await change(
      (tags) => distinctTags([...tags, ...missing]).slice(0, MAX_TAGS),
      missing.length === 0 ? tagMessage('there') : tagMessage('added', { tags: list(missing) }),
    );
    field.value = '';
    offer();
    field.focus();
  }

  async function removeTag(tag: string): Promise<void> {
    await change(
      (tags) => tags.filter((each) => tagKey(each) !== tagKey(tag)),
      tagMessage('removed', { tag }),
    );
    field.focus();
  }

  async function change(
    changed: (tags: readonly string[]) => readonly string[],
    outcome: string,
  ): Promise<void> {
    await actions.tag(changed);
    entries = await actions.list();
    show();
    status.textContent = outcome;
  }
}

function list(tags: readonly string[]): string {
  return new Intl.ListFormat(document.documentElement.lang).format(tags);
}
