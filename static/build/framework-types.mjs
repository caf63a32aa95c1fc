import { readFile } from 'node:fs/promises';

/** Attributes that frameworks know of every element. */
const GLOBAL_ATTRIBUTES = new Set(['autofocus', 'dir', 'lang', 'spellcheck']);

/**
 * Compares the attributes that frameworks' templates may set with those of the elements.
 *
 * @param file declares an interface for each element, named after its class
 * @throws Error when an attribute is missing
 */
export async function checkFrameworkTypes(file, manifest) {
  const text = await readFile(file, 'utf8');
  const elements = manifest.modules.flatMap(({ declarations }) => declarations);
  for (const { attributes = [], name } of elements) {
    const [, body] = text.split(`interface ${name.replace(/Element$/, 'Attributes')} `);
    const words = new Set(body?.slice(0, body.indexOf('\n}')).match(/[\w-]+/g));
    const missing = attributes.filter(
      (attribute) => !GLOBAL_ATTRIBUTES.has(attribute.name) && !words.has(attribute.name),
    );
    if (missing.length > 0) {
      throw new Error(`${file} has no ${missing.map((each) => each.name).join(', ')} of ${name}.`);
    }
  }
}
