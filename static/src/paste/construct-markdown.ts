import {
  defaultHandlers,
  type Handle,
  type Info,
  type Join,
  type Options,
  type State,
} from 'mdast-util-to-markdown';
import type { Code, Emphasis, FootnoteDefinition, FootnoteReference, InlineCode } from 'mdast';
import { FORMULA_END, formulaAt } from '../codemirror/formulas.js';
import type { Extension } from '../engine/api.js';
import type { DefinitionDetails, DefinitionList, InlineFootnote } from './construct-nodes.js';
import { withoutIdleEscapes } from './escapes.js';
import type { WrittenDialect } from './normalize/dialect.js';

type Unsafe = NonNullable<Options['unsafe']>[number];

/** spec, 4.4: the lines of a note behind its first are indented as code would be. */
const NOTE_INDENT = '    ';

/** The mark of a meaning, whose further lines are indented as far as its text. */
const MEANING_MARK = ': ';

/** Parts of links, in which backslashes and marks have other meanings. */
const SPANS: NonNullable<Unsafe['notInConstruct']> = [
  'autolink',
  'destinationLiteral',
  'destinationRaw',
  'reference',
  'titleQuote',
  'titleApostrophe',
];

function inText(character: string, around: Pick<Unsafe, 'before' | 'after'> = {}): Unsafe {
  return { character, ...around, inConstruct: 'phrasing', notInConstruct: SPANS };
}

/** The characters by which text could be a construct of an extension. */
const UNSAFE: Readonly<Partial<Record<Extension, readonly Unsafe[]>>> = {
  autolinks: [inText(':', { after: '//' }), inText('.', { before: 'www' })],
  'definition-lists': [{ atBreak: true, character: ':', after: '[ \\t]' }],
  emoji: [inText(':', { after: '[a-z\\d_+-]' })],
  // A reference at the start of a block, and the colon of a definition.
  footnotes: [inText(':', { before: '\\]' })],
  formulas: [inText('$')],
  'inline-footnotes': [{ character: ']', inConstruct: 'inlineFootnote' }],
  inserts: [inText('+')],
  marks: [inText('=')],
  superscript: [inText('^')],
};

/** Writes the constructs of extensions. */
export function constructs(dialect: WrittenDialect, tables: Options): Options {
  const codeInText = tables.handlers?.inlineCode ?? defaultHandlers.inlineCode;
  return {
    unsafe: [...dialect.extensions].flatMap((name) => UNSAFE[name] ?? []),
    join: [joinDefinitionLists],
    handlers: {
      code,
      definitionList: definitionLists(dialect),
      emphasis: Object.assign(emphasis, { peek: peekEmphasis }),
      footnoteDefinition,
      footnoteReference: Object.assign(footnoteReference, { peek: () => '[' }),
      inlineCode: Object.assign(
        ((node: InlineCode, parent, state, info) =>
          node.data?.formula === undefined
            ? codeInText(node, parent, state, info)
            : formula(node, state, info)) satisfies Handle,
        { peek: (node: InlineCode) => (node.data?.formula === undefined ? '`' : '$') },
      ),
      inlineFootnote: Object.assign(inlineFootnote, { peek: () => '^' }),
    },
  };
}

const code: Handle = (node: Code, parent, state, info) =>
  node.data?.isFormula === true && !node.value.split('\n').some((line) => FORMULA_END.test(line))
    ? `$$\n${node.value}\n$$`
    : defaultHandlers.code(node, parent, state, info);

/** Between two dollars, or with backticks, where what is beside them allows it; else as HTML. */
function formula({ value, data }: InlineCode, state: State, { before, after }: Info): string {
  const isDisplayed = data?.formula === 'display';
  const tex = state.stack.includes('tableCell') ? value.replaceAll('|', '\\|') : value;
  const forms = isDisplayed ? [`$$${tex}$$`] : [`$${tex}$`, `$\`${tex}\`$`];
  const form = forms.find(
    (each) => formulaAt(before + each + after, before.length)?.units === each.length,
  );
  const kind = isDisplayed ? 'display' : 'inline';
  const text = () => state.safe(value, { before: '>', after: '<', encode: [] });
  return form ?? `<code class="language-math math-${kind}">${text()}</code>`;
}

const emphasis: Handle = (node: Emphasis, parent, state, info) => {
  const { delimiter } = node.data ?? {};
  if (delimiter === undefined) {
    return defaultHandlers.emphasis(node, parent, state, info);
  }
  const sign = delimiter.charAt(0);
  const content = state.containerPhrasing(node, { ...info, before: sign, after: sign });
  return delimiter + content + delimiter;
};

function peekEmphasis({ data }: Emphasis): string {
  return data?.delimiter?.charAt(0) ?? '*';
}

const footnoteReference: Handle = ({ identifier }: FootnoteReference) => `[^${identifier}]`;

const footnoteDefinition: Handle = (node: FootnoteDefinition, _parent, state, info) => {
  const content = state.indentLines(
    state.containerFlow(node, info),
    (line, index, isBlank) => (index === 0 || isBlank ? '' : NOTE_INDENT) + line,
  );
  return `[^${node.identifier}]: ${content}`.trimEnd();
};

const inlineFootnote: Handle = (node: InlineFootnote, _parent, state, info) => {
  const exit = state.enter('inlineFootnote');
  const content = state.containerPhrasing(node, { ...info, before: '[', after: ']' });
  exit();
  return `^[${content}]`;
};

/** Two lists that follow each other would be one. */
const joinDefinitionLists: Join = (left, right) =>
  left.type === 'definitionList' && right.type === 'definitionList' ? false : undefined;

function definitionLists(dialect: WrittenDialect): Handle {
  return (node: DefinitionList, _parent, state, info) =>
    node.children
      .map((part, index) => {
        const previous = node.children[index - 1];
        if (part.type === 'definitionTerm') {
          const exit = state.enter('phrasing');
          const source = state.containerPhrasing(part, { ...info, before: '\n', after: '\n' });
          exit();
          const isFirst = previous?.type !== 'definitionTerm';
          const term = withoutIdleEscapes(
            source,
            { opening: isFirst ? '' : 'x\n', indent: '', closing: '\n: x', isCell: false },
            dialect,
          );
          return (previous === undefined ? '' : isFirst ? '\n\n' : '\n') + term;
        }
        return (part.spread ? '\n\n' : '\n') + meaning(part, state, info);
      })
      .join('');
}

function meaning(node: DefinitionDetails, state: State, info: Info): string {
  return state.indentLines(
    state.containerFlow(node, info),
    (line, index, isBlank) =>
      (index === 0 ? MEANING_MARK : isBlank ? '' : ' '.repeat(MEANING_MARK.length)) + line,
  );
}
