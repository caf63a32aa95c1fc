import {
  LanguageDescription,
  type LanguageSupport,
  ParseContext,
  type StreamParser,
} from '@codemirror/language';
import type { Parser } from '@lezer/common';

/** The languages of which code in a fence is highlighted; each is a file that is loaded when it is met. */
const LANGUAGES: readonly LanguageDescription[] = [
  described('JavaScript', ['js', 'jsx', 'mjs', 'node'], async () =>
    (await import('@codemirror/lang-javascript')).javascript({ jsx: true }),
  ),
  described('TypeScript', ['ts', 'tsx'], async () =>
    (await import('@codemirror/lang-javascript')).javascript({ jsx: true, typescript: true }),
  ),
  described('HTML', ['xhtml', 'vue'], async () => (await import('@codemirror/lang-html')).html()),
  described('CSS', [], async () => (await import('@codemirror/lang-css')).css()),
  described('JSON', ['json5', 'jsonc'], async () => (await import('@codemirror/lang-json')).json()),
  described('Python', ['py'], async () => (await import('@codemirror/lang-python')).python()),
  described('Java', [], async () => (await import('@codemirror/lang-java')).java()),
  described('C++', ['c', 'cpp', 'cc', 'h', 'hpp'], async () =>
    (await import('@codemirror/lang-cpp')).cpp(),
  ),
  described('Rust', ['rs'], async () => (await import('@codemirror/lang-rust')).rust()),
  described('Go', ['golang'], async () => (await import('@codemirror/lang-go')).go()),
  described('PHP', [], async () => (await import('@codemirror/lang-php')).php()),
  described('SQL', ['mysql', 'postgresql', 'sqlite'], async () =>
    (await import('@codemirror/lang-sql')).sql(),
  ),
  described('XML', ['svg', 'xsd'], async () => (await import('@codemirror/lang-xml')).xml()),
  described('YAML', ['yml'], async () => (await import('@codemirror/lang-yaml')).yaml()),
  described('Shell', ['bash', 'sh', 'zsh', 'console'], async () =>
    stream(import('@codemirror/legacy-modes/mode/shell').then(({ shell }) => shell)),
  ),
  described('Ruby', ['rb'], async () =>
    stream(import('@codemirror/legacy-modes/mode/ruby').then(({ ruby }) => ruby)),
  ),
  described('Diff', ['patch'], async () =>
    stream(import('@codemirror/legacy-modes/mode/diff').then(({ diff }) => diff)),
  ),
  described('TOML', ['ini'], async () =>
    stream(import('@codemirror/legacy-modes/mode/toml').then(({ toml }) => toml)),
  ),
  described('Dockerfile', ['docker'], async () =>
    stream(import('@codemirror/legacy-modes/mode/dockerfile').then(({ dockerFile }) => dockerFile)),
  ),
];

/**
 * The grammar for code in a fence.
 *
 * @param info the info string of the fence, of which the first word is the language's name
 * @returns null where there is none; until it is loaded, one that leaves the code for later
 */
export function codeParser(info: string): Parser | null {
  const parser = findCodeParser(info);
  return parser instanceof Promise ? ParseContext.getSkippingParser(parser) : parser;
}

/**
 * The same, for those who can wait.
 *
 * @returns null where there is none; until it is loaded, the promise of it
 */
export function findCodeParser(info: string): Parser | Promise<Parser> | null {
  const name = /^[^\s{]*/.exec(info)?.[0] ?? '';
  const found = name === '' ? null : LanguageDescription.matchLanguageName(LANGUAGES, name, false);
  if (found === null) {
    return null;
  }
  return found.support?.language.parser ?? found.load().then(({ language }) => language.parser);
}

/** The names by which a fence can name a language, in lower case. */
export function languageNames(): string[] {
  const names = LANGUAGES.flatMap(({ name, alias }) => [name.toLowerCase(), ...alias]);
  return [...new Set(names)].sort();
}

function described(
  name: string,
  alias: readonly string[],
  load: () => Promise<LanguageSupport>,
): LanguageDescription {
  return LanguageDescription.of({
    name,
    alias,
    // Without its file the code is shown without colours, and a later fence tries again.
    load,
  });
}

async function stream(mode: Promise<StreamParser<unknown>>): Promise<LanguageSupport> {
  const [{ streamSupport }, parser] = await Promise.all([import('./stream-support.lazy.js'), mode]);
  return streamSupport(parser);
}
