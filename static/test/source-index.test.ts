import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block } from '../src/engine/api.js';
import { type RenderedBlocks, SourceIndex } from '../src/rendered-document/source-index.js';
import { Random } from './random.js';

interface FakeNode {
  readonly parentNode: FakeNode | null;
}

const ROOT: FakeNode = { parentNode: null };

function node(parentNode: FakeNode | null = ROOT): ChildNode {
  return { parentNode } as unknown as ChildNode;
}

function block(lines: number, blankLines = 0): Block {
  return { html: '', lines, blankLines };
}

function indexOf(units: readonly RenderedBlocks[]): SourceIndex {
  return new SourceIndex(ROOT as unknown as Node, units);
}

test('a line is shown by the nodes of its block, without blank lines at its end', () => {
  const [first, second] = [node(), node()];
  const index = indexOf([
    { blocks: [block(1, 2)], nodes: [first] },
    { blocks: [block(3)], nodes: [second] },
  ]);
  assert.deepEqual(index.atLine(0), { line: 0, lines: 1, nodes: [first] });
  assert.deepEqual(index.atLine(3), { line: 3, lines: 3, nodes: [second] });
  assert.deepEqual(index.atLine(5), { line: 3, lines: 3, nodes: [second] });
});

test('a blank line belongs to the block before it', () => {
  const index = indexOf([{ blocks: [block(1, 2)], nodes: [] }]);
  assert.equal(index.atLine(2)?.line, 0);
});

test('no line past the last one is shown, nor any of an empty document', () => {
  assert.equal(indexOf([{ blocks: [block(2)], nodes: [] }]).atLine(2), undefined);
  assert.equal(indexOf([]).atLine(0), undefined);
});

test('blocks that raw HTML joins are shown together', () => {
  const nodes = [node()];
  const index = indexOf([
    { blocks: [block(1, 1), block(2, 1)], nodes },
    { blocks: [block(1)], nodes: [node()] },
  ]);
  assert.deepEqual(index.atLine(0), { line: 0, lines: 4, nodes });
  assert.equal(index.atLine(3)?.line, 0);
  assert.equal(index.atLine(5)?.line, 5);
});

test('footnotes behind the text come from no line', () => {
  const [text, footnotes] = [node(), node()];
  const index = indexOf([
    { blocks: [block(2, 1)], nodes: [text] },
    { blocks: [block(0)], nodes: [footnotes] },
  ]);
  assert.equal(index.containing(footnotes), undefined);
  assert.equal(index.atLine(3), undefined);
  assert.equal(index.atLine(2)?.line, 0);
});

test('a node at any depth is found in its block', () => {
  const child = node();
  const inside = node(node(child));
  const index = indexOf([
    { blocks: [block(2, 1)], nodes: [node()] },
    { blocks: [block(1)], nodes: [child] },
  ]);
  assert.equal(index.containing(inside)?.line, 3);
  assert.equal(index.containing(child)?.line, 3);
});

test('a node that is in no block, or elsewhere, has no lines', () => {
  const index = indexOf([{ blocks: [block(2)], nodes: [node()] }]);
  for (const other of [node(), node(null), ROOT as unknown as Node]) {
    assert.equal(index.containing(other), undefined);
  }
});

test('lines and nodes lead to the same blocks', () => {
  const random = Random.fromEnvironment();
  const count = (end: number) => Math.floor(random.below(end));
  for (let round = 0; round < 200; round++) {
    const units = Array.from({ length: count(20) }, () => ({
      blocks: Array.from({ length: 1 + count(3) }, () => block(1 + count(4), count(3))),
      nodes: Array.from({ length: count(3) }, () => node()),
    }));
    const index = indexOf(units);
    let line = 0;
    for (const unit of units) {
      const start = line;
      line += unit.blocks.reduce((sum, each) => sum + each.lines + each.blankLines, 0);
      for (let i = start; i < line; i++) {
        assert.equal(index.atLine(i)?.line, start);
        assert.equal(index.atLine(i)?.nodes, unit.nodes);
      }
      for (const each of unit.nodes) {
        assert.equal(index.containing(each)?.line, start);
      }
    }
    assert.equal(index.atLine(line), undefined);
  }
});
