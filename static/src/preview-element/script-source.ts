/** The selector of a `<script>` that holds Markdown, and that no browser runs (RFC 7763). */
const SCRIPT = 'script[type="text/markdown"]';

/**
 * The Markdown in an element's child script, which needs no escaping there but of `</script`. What all of
 * its lines are indented by is HTML's, and goes: it would make code of them.
 *
 * @returns undefined where there is no such script
 */
export function scriptSource(host: Element): string | undefined {
  const script = host.querySelector(`:scope > ${SCRIPT}`);
  return script === null ? undefined : withoutIndent(script.textContent);
}

function withoutIndent(text: string): string {
  const lines = text.replace(/^[ \t]*\r?\n/, '').split('\n');
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  const common = indents.reduce(sharedPrefix, indents[0] ?? '');
  return lines
    .map((line) => (line.startsWith(common) ? line.slice(common.length) : line.trimStart()))
    .join('\n');
}

function sharedPrefix(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) {
    length++;
  }
  return one.slice(0, length);
}
