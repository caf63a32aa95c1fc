/**
 * Removes the backslashes from a block's source without which it means the same.
 *
 * @param source inline content of one block, with all that could be markup escaped
 */
export function withoutIdleEscapes(source: string): string {
  if (!source.includes('\\')) {
    return source;
  }
  const tokens = tokensOf(source);
  const block = { tokens, brackets: bracketsOf(tokens), counts: countsOf(tokens) };
  return tokens
    .map((token, index) => {
      const { text, isEscape } = token;
      if (!isEscape) {
        return text;
      }
      return isIdle(block, index) ? text.slice(1) : text;
    })
    .join('');
}

interface Token {
  readonly text: string;
  readonly isEscape: boolean;
  /** Code and such, whose content is no markup. */
  readonly isOpaque: boolean;
}

interface Block {
  readonly tokens: readonly Token[];
  /** The partner of each bracket, by index. */
  readonly brackets: ReadonlyMap<number, number>;
  /** The number of times that each character is there, escaped or not; code spans count as backticks. */
  readonly counts: ReadonlyMap<string, number>;
}

function countsOf(tokens: readonly Token[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) {
    const character = characterOf(token);
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return counts;
}

/** Escapes, code spans, and single characters. */
function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\\[!-/:-@[-`{-~]|(?<!`)(`+)(?!`)(?:[^]*?[^`])\1(?!`)|[^]/gu;
  for (const [text, fence] of source.matchAll(pattern)) {
    const isEscape = text.length === 2 && text.startsWith('\\');
    tokens.push({ text, isEscape, isOpaque: fence !== undefined });
  }
  return tokens;
}

function characterOf(token: Token | undefined): string {
  return token === undefined
    ? ''
    : token.isOpaque
      ? '`'
      : token.isEscape
        ? token.text.slice(1)
        : token.text;
}

function bracketsOf(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach((token, index) => {
    const character = characterOf(token);
    if (character === '[') {
      open.push(index);
    } else if (character === ']') {
      const partner = open.pop();
      if (partner !== undefined) {
        partners.set(partner, index);
        partners.set(index, partner);
      }
    }
  });
  return partners;
}

function isIdle({ tokens, brackets, counts }: Block, index: number): boolean {
  const character = characterOf(tokens[index]);
  const previous = characterOf(tokens[index - 1]);
  const next = characterOf(tokens[index + 1]);
  const isLineStart = previous === '' || previous === '\n';
  const line = isLineStart ? restOfLine(tokens, index) : '';
  const isAlone = counts.get(character) === 1;
  switch (character) {
    case '*':
    case '_':
    case '~':
      if (isLineStart && /^(?:\*(?:\s|$)|~{3}|([*_])[ \t]*(?:\1[ \t]*){2,}$)/.test(line)) {
        return false;
      }
      return isAlone || (isBlank(previous) && isBlank(next));
    case '`':
      return isAlone;
    case '[':
      return isIdleBracket({ tokens, brackets, counts }, index, isLineStart);
    case '!':
      // The bracket behind is judged by itself, and makes no image when it is escaped.
      return tokens[index + 1]?.isEscape === true;
    case '(': {
      const partner = brackets.get(index - 1);
      return previous === ']' && (partner === undefined || tokens[partner]?.isEscape === true);
    }
    case '&':
      return !/^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]*);/i.test(rest(tokens, index, 40));
    case '<':
      return !isLineStart && !counts.has('>');
    case '#':
      return isLineStart && !/^#{1,6}(?:\s|$)/.test(line);
    case '=':
      return previous === '' || (isLineStart && !/^=+\s*$/.test(line));
    case '-':
    case '+':
      return isLineStart && !/^[-+](?:\s|$)|^[-:| \t]+$/.test(line);
    default:
      return false;
  }
}

/** A bracket is markup with the one that closes it and a destination, a label, a definition's colon or a box. */
function isIdleBracket(
  { tokens, brackets, counts }: Block,
  index: number,
  isLineStart: boolean,
): boolean {
  const partner = brackets.get(index);
  if (partner === undefined) {
    return !counts.has(']');
  }
  if (tokens[partner]?.isEscape === true) {
    return false;
  }
  const after = characterOf(tokens[partner + 1]);
  const isBox =
    isLineStart && partner === index + 2 && /[ x]/i.test(characterOf(tokens[index + 1]));
  return !(after === '(' || after === '[' || (isLineStart && after === ':') || isBox);
}

function restOfLine(tokens: readonly Token[], index: number): string {
  return rest(tokens, index, 1000).split('\n', 1)[0] ?? '';
}

function rest(tokens: readonly Token[], index: number, length: number): string {
  return tokens
    .slice(index, index + length)
    .map(characterOf)
    .join('');
}

function isBlank(character: string): boolean {
  return character === '' || /^\s$/.test(character);
}
