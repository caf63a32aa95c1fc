import type { Extension } from './api.js';

/** All extensions, as the engine names them. */
const EXTENSIONS: Readonly<Record<Extension, true>> = {
  alerts: true,
  autolinks: true,
  'definition-lists': true,
  emoji: true,
  footnotes: true,
  formulas: true,
  'front-matter': true,
  github: true,
  'heading-ids': true,
  'inline-footnotes': true,
  inserts: true,
  marks: true,
  subscript: true,
  superscript: true,
  'table-of-contents': true,
};

/** The extensions that `github` stands for. */
const GITHUB: readonly Extension[] = [
  'alerts',
  'autolinks',
  'emoji',
  'footnotes',
  'formulas',
  'front-matter',
  'heading-ids',
];

/**
 * Writes a list of extensions as the engine, attributes and URLs have it.
 *
 * @throws TypeError when there is no extension of a name
 */
export function formatExtensions(extensions: readonly Extension[] = []): string {
  for (const name of extensions) {
    if (!isExtension(name)) {
      throw new TypeError(
        `"${String(name)}" is not an extension of Markdown. Known are: ${Object.keys(EXTENSIONS).join(', ')}.`,
      );
    }
  }
  return extensions.join(' ');
}

/** Reads the value of an attribute: names between spaces or commas, of which unknown ones are left out. */
export function parseExtensions(attribute: string | null): Extension[] {
  return (attribute ?? '').split(/[\s,]+/).filter(isExtension);
}

/** Returns each extension once, with those that `github` stands for in its place. */
export function expandExtensions(extensions: readonly Extension[]): ReadonlySet<Extension> {
  return new Set(extensions.flatMap((name) => (name === 'github' ? GITHUB : [name])));
}

function isExtension(name: string): name is Extension {
  return Object.hasOwn(EXTENSIONS, name);
}
