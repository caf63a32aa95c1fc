import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONSTRUCTS, type Construct } from '../src/app/help/constructs.js';
import { ALL_COMMANDS } from '../src/editor/commands.js';
import { message } from '../src/language/catalogue.js';
import { renderAll } from './engine.js';

const all: readonly Construct[] = Object.values(CONSTRUCTS).flat();

test('each construct names a command that exists, once', () => {
  const commands = all.flatMap((each) => ('command' in each ? [each.command] : []));
  const ids: readonly string[] = ALL_COMMANDS.map(({ id }) => id);
  assert.deepEqual(
    commands.filter((command) => !ids.includes(command)),
    [],
  );
  assert.equal(new Set(commands).size, commands.length);
});

test('the engine renders each example as more than its own text', () => {
  const examples = all.map((each) => each.example('name' in each ? message(each.name) : 'A name'));
  const extensions = all.flatMap(({ extension }) => extension ?? []);
  const rendered = renderAll(examples, extensions.join(' '));
  for (const [index, example] of examples.entries()) {
    const plain = `<p>${example.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>\n`;
    assert.notEqual(rendered[index], plain, example);
    assert.match(rendered[index] ?? '', /<(?!\/?p>)|^<p>(?:\*|🎉)<\/p>/, example);
  }
});
