/**
 * HTML and URLs ignore the case of ASCII letters only (https://infra.spec.whatwg.org/#ascii-lowercase).
 * `toLowerCase` maps more: it makes a `k` of U+212A KELVIN SIGN.
 */
export function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
