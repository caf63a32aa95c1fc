import { Parser } from '@lezer/common';
import { findCodeParser } from '../../codemirror/code-languages.js';
import { languageOf, MAX_CODE_UNITS, tokensOf } from '../../codemirror/code-tokens.js';

const CODE = 'pre > code:first-child';

/**
 * Loads the grammars of the languages in a document.
 *
 * @returns a function that puts the tokens of code in a copy of it into elements with classes, for pages
 *   without scripts
 */
export async function codeColoring(preview: ParentNode): Promise<(copy: ParentNode) => void> {
  const languages = new Set([...preview.querySelectorAll(CODE)].map(languageOf));
  const parsers = new Map<string | undefined, Parser | null>();
  for (const language of languages) {
    if (language !== undefined) {
      parsers.set(language, await parserOf(language));
    }
  }
  return (copy) => {
    for (const code of copy.querySelectorAll(CODE)) {
      const parser = parsers.get(languageOf(code));
      if (parser instanceof Parser && code.childElementCount === 0) {
        colorTokens(code, parser);
      }
    }
  };
}

async function parserOf(language: string): Promise<Parser | null> {
  try {
    return await findCodeParser(language);
  } catch (error) {
    console.warn(`Code in ${language} is exported without colours.`, error);
    return null;
  }
}

function colorTokens(code: Element, parser: Parser): void {
  const text = code.textContent;
  if (text.length > MAX_CODE_UNITS) {
    return;
  }
  const parts: (string | Element)[] = [];
  let end = 0;
  for (const { kind, from, to } of tokensOf(text, parser)) {
    const token = code.ownerDocument.createElement('span');
    token.className = `code-${kind}`;
    token.textContent = text.slice(from, to);
    parts.push(text.slice(end, from), token);
    end = to;
  }
  code.replaceChildren(...parts, text.slice(end));
}
