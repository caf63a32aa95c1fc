import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedElements, blockElements, filterAttribute } from '../src/sanitizer/allow-list.js';

const cases: readonly [string, string, string, string | undefined][] = [
  ['a', 'href', 'https://example.org/', 'https://example.org/'],
  ['a', 'href', 'MAILTO:a@example.org', 'MAILTO:a@example.org'],
  ['a', 'href', 'tel:+123', 'tel:+123'],
  ['a', 'href', '../b?c#d', '../b?c#d'],
  ['a', 'href', '//example.org', '//example.org'],
  ['a', 'href', '', ''],
  ['a', 'href', '#', '#'],
  ['a', 'href', '#top', '#user-content-top'],
  ['a', 'href', '#user-content-top', '#user-content-top'],
  ['a', 'href', 'javascript:alert(1)', undefined],
  ['a', 'href', 'JaVaScRiPt:alert(1)', undefined],
  ['a', 'href', ' \u0001java\tscript\n:alert(1)', undefined],
  ['a', 'href', 'java\u2028script:alert(1)', undefined],
  ['a', 'href', 'vbscript:x', undefined],
  ['a', 'href', 'data:image/png;base64,AAAA', undefined],
  ['a', 'href', 'file:///etc/passwd', undefined],
  ['a', 'href', 'x--><script>', undefined],
  ['a', 'target', '_blank', undefined],
  ['a', 'onclick', 'x', undefined],
  ['a', 'rel', 'opener', undefined],
  ['img', 'src', 'data:image/png;base64,AAAA', 'data:image/png;base64,AAAA'],
  ['img', 'src', 'DATA:IMAGE/PNG;BASE64,AAAA', 'DATA:IMAGE/PNG;BASE64,AAAA'],
  ['img', 'src', 'data:image/svg+xml;base64,AAAA', undefined],
  ['img', 'src', 'data:text/html,x', undefined],
  ['img', 'src', 'mailto:a@example.org', undefined],
  ['img', 'srcset', 'a.png 2x', undefined],
  ['img', 'alt', ' kept as it is ', ' kept as it is '],
  ['code', 'class', 'language-java', 'language-java'],
  ['code', 'class', 'language-java other', undefined],
  ['p', 'class', 'language-java', undefined],
  ['p', 'id', 'location', 'user-content-location'],
  ['p', 'id', '', undefined],
  ['p', 'style', 'color: red', undefined],
  ['td', 'align', 'RIGHT', 'RIGHT'],
  ['td', 'align', 'char', undefined],
  ['input', 'type', 'checkbox', 'checkbox'],
  ['input', 'type', 'image', undefined],
  ['ol', 'start', '-3', '-3'],
  ['ol', 'start', '3e9', undefined],
  ['script', 'src', 'x', undefined],
];

for (const [element, attribute, value, expected] of cases) {
  test(`<${element} ${attribute}=${JSON.stringify(value)}>`, () => {
    assert.equal(filterAttribute(element, attribute, value), expected);
  });
}

test('blocks are allowed elements', () => {
  assert.deepEqual(
    [...blockElements].filter((name) => !allowedElements.includes(name)),
    [],
  );
});
