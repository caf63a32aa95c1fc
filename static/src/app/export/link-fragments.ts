import { FRAGMENT_LINKS } from '../../fragments/fragment-link.js';
import { Fragments } from '../../fragments/fragments.lazy.js';
import { HEADINGS, headingNames } from '../../fragments/heading-names.js';

/**
 * Makes the links within a document work in a page of its own, where they lead to ids: gives each heading
 * without one its name, and has each link lead to the id of what it leads to in the preview.
 *
 * @param preview the whole document
 * @returns changes a copy of some of its children; to be called for one copy after the other
 */
export function linkFragments(preview: ParentNode): (copy: ParentNode) => void {
  const headings = [...preview.querySelectorAll(HEADINGS)];
  const names = headingNames(headings);
  const ids = new Map(headings.map((heading, i) => [heading, heading.id || (names[i] ?? '')]));
  const fragments = new Fragments(preview);
  const links = Array.from(preview.querySelectorAll(FRAGMENT_LINKS), (link) => {
    const target = fragments.target(link.getAttribute('href') ?? '');
    return target && (ids.get(target) ?? target.id);
  });
  const nextIds = ids.values();
  const nextLinks = links.values();
  return (copy) => {
    for (const heading of copy.querySelectorAll(HEADINGS)) {
      const { value: id = '' } = nextIds.next();
      if (id !== '') {
        heading.id = id;
      }
    }
    for (const link of copy.querySelectorAll(FRAGMENT_LINKS)) {
      const { value: id } = nextLinks.next();
      if (id !== undefined) {
        link.setAttribute('href', `#${encodeURIComponent(id)}`);
      }
    }
  };
}
