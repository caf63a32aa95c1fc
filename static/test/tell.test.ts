import assert from 'node:assert/strict';
import test from 'node:test';
import { EditorState } from '@codemirror/state';
import { tell, telling } from '../src/codemirror/tell.js';

test('a message that is told again is taken away for a moment, so that it is announced again', ({
  mock,
}) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  const shown: string[] = [];
  const state = EditorState.create({ extensions: [telling((text) => shown.push(text))] });
  tell({ state }, 'Paragraph');
  assert.deepEqual(shown, ['Paragraph']);
  tell({ state }, 'Paragraph');
  assert.deepEqual(shown, ['Paragraph', '']);
  mock.timers.tick(100);
  assert.deepEqual(shown, ['Paragraph', '', 'Paragraph']);
  tell({ state }, 'Paragraph');
  tell({ state }, 'Heading 1');
  mock.timers.tick(100);
  assert.deepEqual(shown.slice(3), ['', 'Heading 1']);
});
