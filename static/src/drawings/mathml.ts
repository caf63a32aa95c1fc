import temml from 'temml';
import { DrawingMistake } from './drawable.js';

/** A node of Temml's own tree, which its types leave open: an element, a text, or a group of nodes. */
interface TreeNode {
  readonly type?: string;
  readonly text?: string;
  readonly classes?: readonly string[];
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly style?: Readonly<Record<string, unknown>>;
  readonly children?: readonly TreeNode[];
}

/** The members that put tokens before Temml's parser. */
interface MacroExpander {
  pushTokens: (tokens: readonly unknown[]) => void;
  consumeArgs: (count: number, delimiters?: unknown) => readonly (readonly unknown[])[];
}

/** An element of MathML as data, which is safe to show. */
export interface MathML {
  readonly name: string;
  readonly classes: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  /** Values of CSS properties. */
  readonly styles: Readonly<Record<string, string>>;
  readonly children: readonly (MathML | string)[];
}

/** A longer source, in UTF-16 code units, stays as it is: this many take about 0.2 s. */
const MAX_SOURCE_UNITS = 5000;

/** The same where macros with parameters are defined: each placeholder may become a whole argument. */
const MAX_SOURCE_WITH_PARAMETERS_UNITS = 1000;

/** The macros that are expanded; half of what comes with Temml need some. */
const MAX_EXPANSIONS = 500;

/**
 * The tokens that expansions and arguments put before the parser. The number of expansions alone limits
 * nothing: each may double its argument, and 30 of them took two minutes.
 */
const MAX_TOKENS = 20_000;

/** The weight of each token in an argument: an expansion copies them before it is counted itself. */
const ARGUMENT_WEIGHT = 10;

/** The largest length of a space or a rule: in em, and in points. */
const MAX_LENGTHS: [number, number] = [20, 240];

/** Elements nested deeper take browsers seconds to lay out. */
const MAX_DEPTH = 200;

const ELEMENTS = new Set([
  'math',
  'menclose',
  'mfrac',
  'mi',
  'mmultiscripts',
  'mn',
  'mo',
  'mover',
  'mpadded',
  'mphantom',
  'mprescripts',
  'mroot',
  'mrow',
  'ms',
  'mspace',
  'msqrt',
  'mstyle',
  'msub',
  'msubsup',
  'msup',
  'mtable',
  'mtd',
  'mtext',
  'mtr',
  'munder',
  'munderover',
  'none',
  'semantics',
]);

const ATTRIBUTES = new Set([
  'accent',
  'accentunder',
  'columnalign',
  'columnlines',
  'columnspacing',
  'depth',
  'display',
  'displaystyle',
  'fence',
  'form',
  'height',
  'largeop',
  'linethickness',
  'lspace',
  'mathbackground',
  'mathcolor',
  'mathsize',
  'mathvariant',
  'maxsize',
  'minsize',
  'movablelimits',
  'notation',
  'rowspacing',
  'rspace',
  'scriptlevel',
  'separator',
  'stretchy',
  'symmetric',
  'voffset',
  'width',
]);

/** The properties that Temml sets where MathML has no attribute for them. */
const STYLES = new Set([
  'border',
  'border-bottom',
  'border-left',
  'border-right',
  'border-top',
  'bottom',
  'color',
  'display',
  'font-family',
  'font-style',
  'font-weight',
  'height',
  'justify-content',
  'left',
  'margin-left',
  'math-depth',
  'padding',
  'padding-bottom',
  'padding-left',
  'padding-right',
  'padding-top',
  'position',
  'right',
  'text-align',
  'transform',
  'width',
]);

/** A macro of ours before each source: macros get hold of what expands them. */
const LIMITER = '\\@limit@tokens';

/**
 * Returns the MathML of a formula.
 *
 * @param tex without dollars
 * @throws DrawingMistake with the reason why there is none
 */
export function mathMLOf(tex: string, isDisplayed: boolean): MathML {
  const limit = tex.includes('#') ? MAX_SOURCE_WITH_PARAMETERS_UNITS : MAX_SOURCE_UNITS;
  if (tex.length > limit) {
    throw new DrawingMistake(`Longer than ${String(limit)} characters`);
  }
  const [math] = copies([parse(tex, isDisplayed)], 0);
  if (math === undefined || typeof math === 'string' || math.name !== 'math') {
    throw new DrawingMistake('Not a formula');
  }
  return math;
}

function parse(tex: string, isDisplayed: boolean): TreeNode {
  try {
    return temml.__renderToMathMLTree(`${LIMITER} ${tex}`, {
      displayMode: isDisplayed,
      macros: { [LIMITER]: limitTokens },
      maxExpand: MAX_EXPANSIONS,
      maxSize: MAX_LENGTHS,
      throwOnError: true,
      // No links, images, classes and styles of the author's choice.
      trust: false,
      wrap: 'tex',
    }) as TreeNode;
  } catch (error) {
    throw new DrawingMistake(reasonOf(error), { cause: error });
  }
}

/** Makes the parser count tokens. */
function limitTokens(expander: MacroExpander): string {
  let left = MAX_TOKENS;
  const count = (tokens: number) => {
    left -= tokens;
    if (left < 0) {
      throw new DrawingMistake('Its macros make too much of it');
    }
  };
  const { pushTokens, consumeArgs } = expander;
  expander.pushTokens = (tokens) => {
    count(tokens.length);
    pushTokens.call(expander, tokens);
  };
  expander.consumeArgs = (...parameters) => {
    const given = consumeArgs.apply(expander, parameters);
    count(ARGUMENT_WEIGHT * given.reduce((sum, { length }) => sum + length, 0));
    return given;
  };
  return '';
}

function reasonOf(error: unknown): string {
  if (error instanceof DrawingMistake) {
    return error.message;
  }
  if (error instanceof Error && error instanceof temml.ParseError) {
    // Without the place, which is another one because of our own macro; the source is beside it.
    const [reason = ''] = error.message.split(/ at (?:position \d+|end of input): /);
    return reason.trim();
  }
  // The parser recurses, and has errors of its own.
  return error instanceof RangeError ? 'Nested too deeply' : 'Not a formula';
}

/** Takes over what is MathML, and the content of all else. */
function copies(nodes: readonly TreeNode[], depth: number): (MathML | string)[] {
  if (depth > MAX_DEPTH) {
    throw new DrawingMistake('Nested too deeply');
  }
  return nodes.flatMap(({ type, text, classes, attributes, style, children }) => {
    if (text !== undefined) {
      return [text];
    }
    const content = copies(children ?? [], depth + 1);
    return type === undefined || !ELEMENTS.has(type)
      ? content
      : [
          {
            name: type,
            classes: (classes ?? []).filter((name) => name !== ''),
            attributes: allowed(attributes ?? {}, ATTRIBUTES),
            styles: allowed(style ?? {}, STYLES),
            children: content,
          },
        ];
  });
}

function allowed(
  values: Readonly<Record<string, unknown>>,
  names: ReadonlySet<string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [
        name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
        String(value),
      ])
      .filter(([name = '', value]) => names.has(name) && value !== 'undefined'),
  ) as Record<string, string>;
}
