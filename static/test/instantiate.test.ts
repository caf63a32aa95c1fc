import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { ContentSecurityPolicyError } from '../src/engine/api.js';
import { instantiate } from '../src/engine/instantiate.js';

/** A module that holds nothing but the section that the engine's loader reads. */
function emptyEngine(): Promise<WebAssembly.Module> {
  const content = ['teavm.memoryRequirements', JSON.stringify({ min: 1, dataSize: 0 })].map(
    (text) => Array.from(new TextEncoder().encode(text)),
  );
  const [name = [], json = []] = content;
  const section = [name.length, ...name, ...json];
  return WebAssembly.compile(
    Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, section.length, ...section),
  );
}

test('a policy that forbids the instance of a compiled module is named', async (t) => {
  const refusal = new WebAssembly.CompileError('Refused to create a WebAssembly object');
  mock.method(WebAssembly, 'instantiate', () => Promise.reject(refusal));
  t.after(() => {
    mock.restoreAll();
  });
  await assert.rejects(
    instantiate(emptyEngine),
    (error) =>
      error instanceof ContentSecurityPolicyError &&
      error.directive === 'script-src' &&
      error.source === "'wasm-unsafe-eval'" &&
      error.cause === refusal,
  );
});

test('other failures of the instance are thrown as they are', async (t) => {
  const failure = new WebAssembly.LinkError('an import is missing');
  mock.method(WebAssembly, 'instantiate', () => Promise.reject(failure));
  t.after(() => {
    mock.restoreAll();
  });
  await assert.rejects(instantiate(emptyEngine), failure);
});
