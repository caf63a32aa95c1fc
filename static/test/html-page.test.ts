import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlPage } from '../src/app/export/html-page.js';

test('nothing in a title or a style sheet ends what it is in', () => {
  const page = htmlPage({
    title: '</title><script>alert("&")</script>',
    language: 'de"x',
    direction: 'auto',
    styles: "a::after { content: '</style><script>' }",
    content: '<p>x</p>',
    nonce: 'n',
  });
  assert.equal(page.split('</style').length, 2);
  assert.equal(page.split('</title').length, 2);
  assert.match(page, /<title>&lt;\/title&gt;&lt;script&gt;alert\(&quot;&amp;&quot;\)/);
  assert.match(page, /<html lang="de&quot;x" dir="auto" data-twinmark-roles>/);
  assert.match(page, /default-src 'none'; img-src data: http: https:; style-src 'nonce-n'/);
});
