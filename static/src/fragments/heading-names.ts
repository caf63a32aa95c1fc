export const HEADINGS = 'h1, h2, h3, h4, h5, h6';

/**
 * The names by which links lead to headings, as on GitHub: `Getting started` is `getting-started`, and the
 * second one `getting-started-1`. Empty where a heading has nothing that can be in a name.
 *
 * @param headings all of a document, in its order
 */
export function headingNames(headings: readonly Pick<Element, 'textContent'>[]): string[] {
  /** The number of further headings that wanted each name already taken. */
  const taken = new Map<string, number>();
  return headings.map(({ textContent }) => {
    const wanted = nameFrom(textContent);
    let name = wanted;
    while (wanted !== '' && taken.has(name)) {
      const count = (taken.get(wanted) ?? 0) + 1;
      taken.set(wanted, count);
      name = `${wanted}-${String(count)}`;
    }
    taken.set(name, 0);
    return name;
  });
}

function nameFrom(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replace(/ /g, '-');
}
