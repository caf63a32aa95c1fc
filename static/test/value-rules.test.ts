import assert from 'node:assert/strict';
import { test } from 'node:test';
import cases from '@shared-tests/sanitizer/attribute-values.json';
import table from '@shared/sanitizer/allow-list.json';
import { filterAttribute } from '../src/sanitizer/allow-list.js';
import { type ValueKind, valueRule } from '../src/sanitizer/value-rules.js';

/** Characters that become an ASCII letter, or come from one, under Unicode's rules of case. */
const CASE_PARTNERS: readonly [string, RegExp][] = [
  ['\u0130', /i/i],
  ['\u0131', /i/i],
  ['\u017f', /s/i],
  ['\u212a', /k/i],
];

const kinds = table.values as Readonly<Record<string, ValueKind>>;

// AttributeValueTest.java runs the same cases on the server's rules.
for (const { kind, value, allowed, ...rest } of cases) {
  test(`${kind} ${allowed ? 'allows' : 'refuses'} ${JSON.stringify(value)}`, () => {
    const definition = kinds[kind];
    assert.ok(definition !== undefined);
    const becomes = 'becomes' in rest ? rest.becomes : value;
    assert.equal(valueRule(definition, table)(value), allowed ? becomes : undefined);
  });
}

test('every kind of value has cases that are allowed', () => {
  const tested = new Set(cases.filter(({ allowed }) => allowed).map(({ kind }) => kind));
  assert.deepEqual([...tested].sort(), Object.keys(kinds).sort());
});

test('words ignore the case of ASCII letters only', () => {
  let variants = 0;
  for (const [element, attributes] of Object.entries(table.elements)) {
    for (const [attribute, words] of Object.entries({ ...table.everyElement, ...attributes })) {
      for (const word of Array.isArray(words) ? (words as readonly string[]) : []) {
        assert.equal(filterAttribute(element, attribute, word.toUpperCase()), word.toUpperCase());
        for (const variant of variantsOf(word)) {
          assert.equal(filterAttribute(element, attribute, variant), undefined, variant);
          variants++;
        }
      }
    }
  }
  assert.ok(variants > 20);
});

test('schemes ignore the case of ASCII letters only', () => {
  // Anything that is no scheme is a relative URL. A browser must take it for one, too.
  for (const scheme of kinds['link']?.type === 'url' ? kinds['link'].schemes : []) {
    assert.equal(
      filterAttribute('a', 'href', `${scheme.toUpperCase()}:x`),
      `${scheme.toUpperCase()}:x`,
    );
    for (const variant of variantsOf(scheme)) {
      assert.equal(new URL(`${variant}:x`, 'https://base.example/').origin, 'https://base.example');
    }
  }
});

/** The word with each letter that has one replaced by a case partner. */
function variantsOf(word: string): string[] {
  return Array.from(word).flatMap((letter, index) =>
    CASE_PARTNERS.filter(([, letters]) => letters.test(letter)).map(
      ([partner]) => word.slice(0, index) + partner + word.slice(index + 1),
    ),
  );
}
