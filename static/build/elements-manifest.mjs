import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { create, ts } from '@custom-elements-manifest/analyzer';

/** Source → the script that has it in the package. */
const MODULES = new Map([
  ['editor/twinmark-editor.ts', 'dist/npm/v1/element.js'],
  ['editor.ts', 'dist/npm/v1/editor.js'],
]);

/**
 * What tools have to know of the elements: attributes, members and events, as the sources have them.
 * https://github.com/webcomponents/custom-elements-manifest
 */
export async function elementsManifest(sourceDirectory) {
  const modules = await Promise.all(
    [...MODULES].map(async ([source, script]) => {
      const text = await readFile(path.join(sourceDirectory, source), 'utf8');
      return ts.createSourceFile(script, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
    }),
  );
  return create({ modules, plugins: [publicMembers] });
}

/** Leaves out what only the class itself, or the browser, calls. */
const publicMembers = {
  name: 'public-members',
  moduleLinkPhase({ moduleDoc }) {
    for (const declaration of moduleDoc.declarations) {
      declaration.members = declaration.members?.filter(
        ({ name }) => !name.startsWith('#') && !name.endsWith('Callback'),
      );
    }
  },
};
