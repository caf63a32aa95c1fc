// The module `twinmark/enhance` for Node and Deno, where there is nothing to enhance yet.

/**
 * As the one for browsers; see ../published/enhance.ts.
 *
 * @throws Error always
 */
export function enhance(): never {
  throw new Error('enhance needs an element of a page.');
}
