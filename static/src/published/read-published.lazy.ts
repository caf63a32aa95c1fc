import { attachShadow } from '../dom/attach-shadow.js';
import { fragmentTarget } from '../fragments/fragment-link.js';
import { loadMessages } from '../language/languages.js';
import type { FindParser } from '../reading/code-highlights.js';
import { ReadingAids } from '../reading/reading-aids.js';
import { scrollByKeyboard } from './scroll-by-keyboard.js';
import { nameTaskBoxes } from './task-box-names.js';

type Languages = typeof import('../codemirror/code-languages.js');

const documents: HTMLElement[] = [];

let languages: Languages | undefined;

/** Gives a published document the aids that readers have in the preview. */
export async function readPublished(root: HTMLElement): Promise<void> {
  try {
    await loadMessages();
  } catch (error) {
    console.warn('The messages in the language of the page could not be loaded.', error);
  }
  if (root.shadowRoot?.slotAssignment === 'manual') {
    // An element's preview, which follows links by itself, and whose DOM is not to be changed.
    new ReadingAids(root, root.shadowRoot, findParser);
    return;
  }
  const shadow = attachShadow(root, {});
  shadow?.append(document.createElement('slot'));
  new ReadingAids(root, shadow, findParser);
  scrollByKeyboard(root);
  nameTaskBoxes(root);
  documents.push(root);
  if (documents.length === 1) {
    addEventListener('hashchange', goToFragment);
  }
  goToFragment();
}

/** Loads no grammar, and not what they have in common, before there is code of a language that has one. */
const findParser: FindParser = (language) =>
  languages === undefined
    ? import('../codemirror/code-languages.js').then((loaded) => {
        languages = loaded;
        return loaded.findCodeParser(language);
      })
    : languages.findCodeParser(language);

/** Links to headings work without their ids, and without the prefix of sanitized ids. */
function goToFragment(): void {
  if (location.hash.length > 1 && document.querySelector(':target') === null) {
    documents
      .map((root) => fragmentTarget(root, location.hash))
      .find((target) => target !== undefined)
      ?.scrollIntoView();
  }
}
