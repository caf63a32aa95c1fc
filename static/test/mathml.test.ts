import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DrawingMistake } from '../src/drawings/drawable.js';
import { type MathML, mathMLOf } from '../src/drawings/mathml.js';
import { Random } from './random.js';

/** The random formulas, besides those below. */
const FORMULAS = 3000;

const PIECES: readonly [string, ...string[]] = [
  '\\frac',
  '\\sqrt',
  '\\left(',
  '\\right)',
  '{',
  '}',
  '^',
  '_',
  '&',
  '\\\\',
  '#',
  '#1',
  '\\def\\a',
  '\\a',
  '\\newcommand{\\b}[1]',
  '\\b',
  '\\text{',
  '\\begin{matrix}',
  '\\end{matrix}',
  '\\color{red}',
  '\\kern9em',
  '\\rule{9em}{9em}',
  '\\mathllap',
  '\\raisebox{9em}',
  '\\cancelto',
  '\\boxed',
  '\\href{javascript:pwned()}',
  '\\url{//x}',
  '\\includegraphics{//x}',
  '\\class{a}',
  '\\id{b}',
  '\\style{color:red}',
  '\\data{a=b}',
  '\\label{c}',
  '\\ref{c}',
  '\\tag{1}',
  '\\ce{H2O}',
  '\\unicode{x41}',
  '\\toggle',
  '<b>',
  '&lt;',
  '"',
  "'",
  'x',
  'y',
  '1',
  '+',
  '=',
  '\\alpha',
  '\\sum',
  '\\htmlClass{a}',
];

const MATHML_NAME = /^(?:math|menclose|m[a-z]+|none|semantics)$/;
const ATTRIBUTE_NAME = /^[a-z]+$/;
const HARMLESS_VALUE = /^(?!.*(?:javascript|url\(|expression|@import|\/\/))/is;

/** Two minutes' work for a parser that only counts expansions, and an endless one. */
const BOMBS = [
  `\\def\\a#1{#1#1}${'\\a{'.repeat(9)}${'x'.repeat(900)}${'}'.repeat(9)}`,
  `\\def\\a#1{${'#1'.repeat(9)}}${'\\a{'.repeat(4)}${'x'.repeat(900)}${'}'.repeat(4)}`,
  `\\def\\a#1{x}${Array.from({ length: 20 }, (_, i) => `\\def\\${letter(i + 1)}#1{\\${letter(i)}{${'#1'.repeat(9)}}}`).join('')}\\${letter(20)}{x}`,
  `\\def\\a#1{${'#1'.repeat(300)}}\\a{${'x'.repeat(300)}}`,
  `\\def\\a{\\a\\a}\\a`,
  `\\def\\a{${'x'.repeat(2500)}}${'\\a'.repeat(1200)}`,
  `${'{'.repeat(2500)}${'}'.repeat(2500)}`,
  `${'\\underline{'.repeat(400)}x${'}'.repeat(400)}`,
  `${'x^{'.repeat(1000)}x${'}'.repeat(1000)}`,
];

function letter(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + index);
}

test('no formula, however hostile, has anything but MathML with harmless attributes', () => {
  const random = Random.fromEnvironment();
  for (let i = 0; i < FORMULAS; i++) {
    const length = 1 + Math.floor(random.below(12));
    const tex = Array.from({ length }, () => random.pick(PIECES)).join(random.pick(['', ' ']));
    checkFormula(tex, random.pick([true, false]), `seed ${String(random.seed)}: ${tex}`);
  }
});

test('a formula that would take minutes is refused with a reason', () => {
  for (const tex of [...BOMBS, 'x'.repeat(1_000_000), 'x+'.repeat(3000)]) {
    assert.throws(() => mathMLOf(tex, true), DrawingMistake, tex.slice(0, 100));
  }
});

test('a formula is MathML', () => {
  assert.equal(markup('x^2'), '<math><msup><mi>x</mi><mn>2</mn></msup></math>');
  assert.equal(markup('\\text{<b>}'), '<math><mtext><b></mtext></math>');
  assert.match(markup('\\newcommand{\\size}[1]{|#1|}\\size{\\frac{a}{b}}'), /<mfrac>/);
  assert.match(markup('\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}'), /<mtable>/);
});

test('the reason of a mistake is one line without a place', () => {
  const reasons = {
    '\\frac{a}{': "Unexpected end of input in a macro argument, expected '}'",
    '\\nosuch': 'Unsupported function name: \\nosuch',
    '\\href{javascript:pwned()}{x}': 'Unsupported function name: \\href',
    '\\includegraphics{//x}': 'Function "\\includegraphics" is not trusted',
    '\\ref{x}': 'Not a formula',
  };
  for (const [tex, message] of Object.entries(reasons)) {
    assert.throws(() => mathMLOf(tex, false), { name: 'DrawingMistake', message });
  }
});

function checkFormula(tex: string, isDisplayed: boolean, where: string): void {
  let math: MathML;
  try {
    math = mathMLOf(tex, isDisplayed);
  } catch (error) {
    assert.ok(error instanceof DrawingMistake, `${where}: ${String(error)}`);
    return;
  }
  const unread: (MathML | string)[] = [math];
  for (let node = unread.pop(); node !== undefined; node = unread.pop()) {
    if (typeof node !== 'string') {
      assert.match(node.name, MATHML_NAME, where);
      for (const [name, value] of [
        ...Object.entries(node.attributes),
        ...Object.entries(node.styles),
      ]) {
        assert.match(name.replaceAll('-', ''), ATTRIBUTE_NAME, where);
        assert.ok(!/^(?:on|href|src|id|style|class)/.test(name), where);
        assert.match(value, HARMLESS_VALUE, where);
      }
      unread.push(...node.children);
    }
  }
}

function markup(tex: string): string {
  const write = (node: MathML | string): string =>
    typeof node === 'string'
      ? node
      : `<${node.name}>${node.children.map(write).join('')}</${node.name}>`;
  return write(mathMLOf(tex, true));
}
