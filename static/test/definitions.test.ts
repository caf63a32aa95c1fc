import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EditorState } from '@codemirror/state';
import { definitions } from '../src/codemirror/definitions.js';
import { Random } from './random.js';

/** The same places, by an expression that takes quadratic time in the length of a line. */
const PLACES = /(?<=^(?:[ \t>*+\d.)-]|\[\^[^\] \t\n]+\]:)*)\[(?:(?:\\[^]|[^[\]\\]){1,999})\]:/gm;

const TOKENS = [
  '[a]:',
  '[^b]:',
  '[',
  ']:',
  '\\',
  '\n',
  '> ',
  '- ',
  '1. ',
  ' ',
  '\t',
  'x',
  '^',
] as const;

const RANDOM_TEXTS = Number(process.env['TWINMARK_DOCUMENTS'] ?? 5000);

function placesIn(state: EditorState): number[] {
  const places: number[] = [];
  const cursor = state.field(definitions).iter();
  while (cursor.value !== null) {
    places.push(cursor.from);
    cursor.next();
  }
  return places;
}

test('definitions are found where they may be', () => {
  const random = Random.fromEnvironment();
  for (let i = 0; i < RANDOM_TEXTS; i++) {
    const length = Math.floor(random.below(12));
    const text = Array.from({ length }, () => random.pick(TOKENS)).join('');
    assert.deepEqual(
      placesIn(EditorState.create({ doc: text, extensions: definitions })),
      Array.from(text.matchAll(PLACES), ({ index }) => index),
      JSON.stringify(text),
    );
  }
});

test('lines may have any length', () => {
  for (const unit of [' ', '> ', '1 2 3 ', '[^a]:', '[', '- [']) {
    EditorState.create({ doc: unit.repeat(1_000_000 / unit.length), extensions: definitions });
  }
});
