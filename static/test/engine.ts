import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The most that one call may render, in bytes of HTML. */
const MAX_OUTPUT_BYTES = 1024 ** 3;

/**
 * Renders documents with the engine, on the JVM: Node 20 cannot run the Wasm module. A call starts a
 * JVM, so pass many at once.
 *
 * @param extensions their names, between spaces
 * @returns the HTML of each document
 */
export function renderAll(documents: readonly string[], extensions = ''): string[] {
  const root = process.cwd();
  // Written by Maven before the scripts are built; see pom.xml.
  const classpath = readFileSync(path.join(root, 'target/engine.classpath'), 'utf8').trim();
  const input = Buffer.concat([
    int(documents.length),
    ...documents.flatMap((text) => {
      const bytes = Buffer.from(text);
      return [int(bytes.length), bytes];
    }),
  ]);
  const { status, stdout, stderr, error } = spawnSync(
    'java',
    ['-XX:TieredStopAtLevel=1', ...program(root, classpath), extensions],
    { input, maxBuffer: MAX_OUTPUT_BYTES },
  );
  assert.equal(status, 0, error === undefined ? stderr.toString() : error.message);
  const results: string[] = [];
  for (let at = 0; at < stdout.length;) {
    const end = at + 4 + stdout.readInt32BE(at);
    results.push(stdout.toString('utf8', at + 4, end));
    at = end;
  }
  assert.equal(results.length, documents.length);
  return results;
}

/** The compiled program where `build/test.mjs` runs the tests, and its source for a test by itself. */
function program(root: string, classpath: string): string[] {
  const compiled = path.join(root, 'target/test');
  return existsSync(path.join(compiled, 'RenderDocuments.class'))
    ? ['-cp', `${classpath}${path.delimiter}${compiled}`, 'RenderDocuments']
    : ['-cp', classpath, path.join(root, 'test/engine/RenderDocuments.java')];
}

function int(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}
