import { FRAGMENT_LINKS } from '../../fragments/fragment-link.js';
import { Fragments } from '../../fragments/fragments.lazy.js';
import { HEADINGS, headingNames } from '../../fragments/heading-names.js';

/**
 * Makes the links within a document work in an exported page, where they refer to ids: gives each heading
 * without an id its name, and points each link to the id of its target in the preview.
 *
 * @param preview the whole document
 * @returns a function that changes a copy of some of its children; to be called for the copies in order
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
