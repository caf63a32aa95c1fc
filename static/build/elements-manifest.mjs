import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { create, ts } from '@custom-elements-manifest/analyzer';

/** Source → the script that has it in the package. */
const MODULES = new Map([
  ['editor/twinmark-editor.ts', 'dist/npm/v1/element.js'],
  ['editor.ts', 'dist/npm/v1/editor.js'],
  ['preview-element/twinmark-preview.ts', 'dist/npm/v1/preview.js'],
  ['preview.ts', 'dist/npm/v1/preview.js'],
]);

/** The source that has the lists of attributes. */
const LISTS = 'editor/form-control.ts';

/**
 * Describes the elements to tools: attributes, members and events, as the sources have them.
 * https://github.com/webcomponents/custom-elements-manifest
 */
export async function elementsManifest(sourceDirectory) {
  const parse = async (source, name) => {
    const text = await readFile(path.join(sourceDirectory, source), 'utf8');
    return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  };
  const modules = await Promise.all([...MODULES].map(([source, script]) => parse(source, script)));
  const lists = await parse(LISTS, LISTS);
  return create({
    modules,
    plugins: [sharedAttributes(lists), declaredEvents, publicMembers],
  });
}

/** Adds the attributes that `observedAttributes` takes from a list in a file, `...NAMES`. */
function sharedAttributes(file) {
  return {
    name: 'shared-attributes',
    analyzePhase({ node, moduleDoc }) {
      if (!ts.isPropertyDeclaration(node) || node.name.getText() !== 'observedAttributes') {
        return;
      }
      const { attributes } = moduleDoc.declarations.find(
        ({ name }) => name === node.parent.name?.getText(),
      );
      for (const spread of node.initializer.elements.filter(ts.isSpreadElement)) {
        const list = listNamed(spread.expression.getText(), file);
        const names = list.elements.map(({ text }) => text);
        attributes.push(...names.map((name) => ({ name, description: 'as on a text area' })));
      }
    },
  };
}

function listNamed(name, file) {
  const { initializer } = file.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .find((declaration) => declaration.name.getText() === name);
  return ts.isAsExpression(initializer) ? initializer.expression : initializer;
}

/** Adds the events that the element's file declares, wherever they are fired. */
const declaredEvents = {
  name: 'declared-events',
  analyzePhase({ node, moduleDoc }) {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'HTMLElementEventMap') {
      return;
    }
    const element = moduleDoc.declarations.find(({ kind }) => kind === 'class');
    const events = node.members.map((member) => ({
      name: member.name.text,
      type: { text: member.type.getText() },
      description: member.jsDoc?.map(({ comment }) => comment).join(' '),
    }));
    element.events = [...(element.events ?? []), ...events];
  },
};

/** Leaves out what only the class itself, or the browser, calls. */
const publicMembers = {
  name: 'public-members',
  moduleLinkPhase({ moduleDoc }) {
    for (const declaration of moduleDoc.declarations) {
      declaration.members = declaration.members?.filter(
        // Some private fields have lost their names by then.
        ({ name }) => name !== undefined && !name.startsWith('#') && !name.endsWith('Callback'),
      );
    }
  },
};
