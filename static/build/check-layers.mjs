// Fails where an import of the sources goes against the order of their folders, or in a circle.
import { fileURLToPath } from 'node:url';
import { layerProblems } from './layers.mjs';

const problems = layerProblems(fileURLToPath(new URL('../src', import.meta.url)));
if (problems.length > 0) {
  throw new Error(`Imports against the order of build/layers.mjs:\n${problems.join('\n')}`);
}
