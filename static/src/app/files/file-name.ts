/** Characters not allowed in file names by Windows; the few that other systems forbid are among them. */
// eslint-disable-next-line no-control-regex -- Control characters are among them.
const REFUSED = /[\x00-\x1f\x7f<>:"/\\|?*]+/g;

/** Names of devices, with any extension (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

/** Limit in UTF-16 code units: common systems allow 255 bytes, and a unit is at most three bytes in UTF-8. */
const MAX_NAME_UNITS = 80;

/** File names that mean Markdown or plain text. */
const TEXT_FILE = /\.(?:md|markdown|mdown|mkdn?|mdwn|mdx|txt|text)$/i;

/** Returns whether a file name has an extension of Markdown or plain text. */
export function isTextFileName(name: string): boolean {
  return TEXT_FILE.test(name);
}

/** Returns the last part of a path of any system, without the extension of a text file. */
export function titleOfPath(path: string): string {
  return (path.split(/[\\/]/).pop() ?? '').replace(TEXT_FILE, '');
}

/** Returns a file name, without its extension, that every system accepts. */
export function fileNameOf(title: string, untitled: string): string {
  const name = title
    .normalize('NFC')
    .replace(REFUSED, ' ')
    .replace(/\p{Surrogate}/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .slice(0, MAX_NAME_UNITS)
    // The slice may have split a surrogate pair.
    .replace(/\p{Surrogate}$/u, '')
    .replace(/(?<![. ])[. ]+$/, '');
  if (name === '') {
    return untitled;
  }
  return DEVICE.test(name) ? `${name.replace(/\./g, ' ')} -` : name;
}

/** Makes names unique regardless of case, which some systems ignore. */
export class UniqueNames {
  readonly #taken = new Set<string>();

  /** Returns the name, with a number appended if it is taken. */
  take(name: string): string {
    let unique = name;
    for (let i = 2; this.#taken.has(unique.toLowerCase()); i++) {
      unique = `${name} ${String(i)}`;
    }
    this.#taken.add(unique.toLowerCase());
    return unique;
  }
}
