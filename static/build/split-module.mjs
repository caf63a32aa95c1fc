import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';

const PREFIX = 'split:';

/**
 * Splits a package of one file in two: what an entry point imports statically, with all that this needs,
 * and the rest. esbuild assigns whole files to chunks, so that the initial chunk would contain what only
 * lazy modules use: in `@codemirror/view`, panels, tooltips and gutters.
 *
 * @param frequent exports that most documents need, and that are put into the first part for this reason
 */
export function splitModule(specifier, entryPoint, frequent = []) {
  const part = {
    initial: `${specifier}/initial`,
    rest: `${specifier}/rest`,
    // The names that files of the initial chunk import for code that is tree-shaken.
    unused: `${specifier}/unused`,
  };
  const namespace = PREFIX + specifier;
  return {
    name: namespace,
    async setup({ initialOptions, onResolve, onLoad, onEnd }) {
      const { plugins } = initialOptions;
      const { files, used, unused } = await importsOfInitialFiles(specifier, entryPoint, {
        ...initialOptions,
        plugins: plugins.slice(
          0,
          plugins.findIndex(({ name }) => name.startsWith(PREFIX)),
        ),
      });
      const file = fileURLToPath(import.meta.resolve(specifier));
      const { sources, isInitial } = split(specifier, part, file, [...used, ...frequent], unused);
      onResolve({ filter: new RegExp(`^${specifier}$`) }, ({ importer, namespace: importing }) => ({
        // An import of the whole package would load the rest with it.
        path:
          files.has(importer) ||
          importing.startsWith(PREFIX) ||
          namesImportedBy(importer, specifier).every(isInitial)
            ? part.initial
            : specifier,
        namespace,
        sideEffects: false,
      }));
      onResolve({ filter: new RegExp(`^${specifier}/`) }, ({ path: name }) => ({
        path: name,
        namespace,
        sideEffects: false,
      }));
      onLoad({ filter: /./, namespace }, ({ path: name }) => ({
        contents: sources.get(name),
        resolveDir: path.dirname(file),
      }));
      onEnd(({ metafile }) => {
        const input = `${namespace}:${part.unused}`;
        const isUsed = Object.values(metafile?.outputs ?? {}).some(
          ({ inputs }) => inputs[input]?.bytesInOutput > 0,
        );
        const text = `A lazy module imports code of an initial file that uses one of ${unused.join(', ')}: it has to move into a file of its own.`;
        return isUsed ? { errors: [{ text }] } : undefined;
      });
    },
  };
}

/**
 * Returns the files that an entry point imports statically, and the names that they import from a package: those
 * that are used once the files are tree-shaken, and the others.
 */
async function importsOfInitialFiles(specifier, entryPoint, options) {
  const withoutLazy = {
    name: 'without-lazy',
    setup({ onResolve }) {
      onResolve({ filter: /./ }, ({ path: imported, kind }) =>
        kind === 'dynamic-import' || imported === specifier
          ? { path: imported, external: true }
          : undefined,
      );
    },
  };
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: [entryPoint],
    plugins: [withoutLazy, ...options.plugins],
    minify: false,
    write: false,
  });
  const { statements } = parse(outputFiles[0].text);
  const imported = importedNames(statements, specifier);
  const identifiers = new Set(
    statements
      .filter((each) => !ts.isImportDeclaration(each))
      .flatMap((each) => identifiersOf(each).map(({ text }) => text)),
  );
  const namesOf = (elements) => new Set(elements.map(exportedName));
  const used = namesOf(imported.filter(({ name }) => identifiers.has(name.text)));
  const unused = namesOf(imported.filter(({ name }) => !identifiers.has(name.text)));
  return {
    files: new Set(Object.keys(metafile.inputs).map((input) => path.resolve(input))),
    used: [...used],
    unused: [...unused].filter((name) => !used.has(name)),
  };
}

function namesImportedBy(file, specifier) {
  const { statements } = parse(readFileSync(file, 'utf8'), file);
  return importedNames(statements, specifier)
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map(exportedName);
}

function importedNames(statements, specifier) {
  return statements
    .filter((each) => ts.isImportDeclaration(each) && each.moduleSpecifier.text === specifier)
    .flatMap(({ importClause }) => importClause.namedBindings.elements);
}

function exportedName({ name, propertyName }) {
  return (propertyName ?? name).text;
}

/**
 * @param used the exports that the initial part needs
 * @param unused those that it only has to name
 * @returns the sources of the parts, and of the module that exports what they do, by their specifiers; and a
 *   predicate for the names that the first part exports
 */
function split(specifier, part, file, used, unused) {
  const statements = statementsOf(file);
  const imports = statements.filter(({ node }) => ts.isImportDeclaration(node));
  const exported = statements
    .filter(({ node }) => ts.isExportDeclaration(node))
    .flatMap(({ node }) => node.exportClause.elements.map(({ name }) => name.text));
  const code = statements.filter(
    ({ node }) => !ts.isImportDeclaration(node) && !ts.isExportDeclaration(node),
  );
  const isNeeded = neededBy(used, code);
  const initial = code.filter(isNeeded);
  const rest = code.filter((statement) => !isNeeded(statement));
  const initialNames = initial.flatMap(({ declared }) => declared);
  const isNamed = (name) => initialNames.includes(name);
  const initialExports = exported.filter(isNamed);
  const restExports = exported.filter((name) => !isNamed(name));
  const missing = unused.filter((name) => !isNamed(name));
  const text = ({ node }) => node.getText();
  const moduleOf = (...lines) => [...imports.map(text), ...lines].join('\n');
  const sources = new Map([
    [
      part.initial,
      moduleOf(...initial.map(text), exportOf(initialNames), exportOf(missing, part.unused)),
    ],
    [
      part.rest,
      moduleOf(importOf(initialNames, part.initial), ...rest.map(text), exportOf(restExports)),
    ],
    // No constants, which esbuild would inline, so that their use could not be found.
    [part.unused, missing.map((name) => `export let ${name};`).join('\n')],
    [specifier, `${exportOf(initialExports, part.initial)} ${exportOf(restExports, part.rest)}`],
  ]);
  return { sources, isInitial: isNamed };
}

/** A predicate for the statements that declare some names, and for what these need. */
function neededBy(names, statements) {
  const needed = new Set();
  const declarations = new Map(
    statements.flatMap((statement) => statement.declared.map((name) => [name, statement])),
  );
  const add = (statement) => {
    if (statement !== undefined && !needed.has(statement)) {
      needed.add(statement);
      statement.referenced.forEach((name) => add(declarations.get(name)));
    }
  };
  names.forEach((name) => add(declarations.get(name)));
  // Statements that declare nothing change what they refer to: they add members to classes.
  const changing = statements.filter(({ declared }) => declared.length === 0);
  for (let size = 0; size !== needed.size;) {
    size = needed.size;
    changing
      .filter(({ referenced }) => referenced.some((name) => needed.has(declarations.get(name))))
      .forEach(add);
  }
  return (statement) => needed.has(statement);
}

/** The top-level statements of a module, with the top-level names that they declare and refer to. */
function statementsOf(file) {
  const program = ts.createProgram([file], { allowJs: true, noResolve: true, noLib: true });
  const source = program.getSourceFile(file);
  const checker = program.getTypeChecker();
  const topLevel = new Map();
  for (const node of source.statements) {
    for (const name of declaredNames(node)) {
      topLevel.set(checker.getSymbolAtLocation(name), name.text);
    }
  }
  const symbolOf = (identifier) =>
    ts.isShorthandPropertyAssignment(identifier.parent)
      ? checker.getShorthandAssignmentValueSymbol(identifier.parent)
      : checker.getSymbolAtLocation(identifier);
  return source.statements.map((node) => ({
    node,
    declared: declaredNames(node).map(({ text }) => text),
    referenced: identifiersOf(node)
      .map((identifier) => topLevel.get(symbolOf(identifier)))
      .filter((name) => name !== undefined),
  }));
}

function parse(source, name = 'module.js') {
  return ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
}

function identifiersOf(node) {
  const found = [];
  const visit = (child) => {
    if (ts.isIdentifier(child)) {
      found.push(child);
    }
    child.forEachChild(visit);
  };
  visit(node);
  return found;
}

/** The identifiers that a statement declares. */
function declaredNames(statement) {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  }
  return ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)
    ? [statement.name]
    : [];
}

function boundNames(name) {
  return ts.isIdentifier(name)
    ? [name]
    : name.elements.flatMap((element) => boundNames(element.name));
}

function importOf(names, from) {
  return `import { ${names.join(', ')} } from '${from}';`;
}

function exportOf(names, from) {
  return `export { ${names.join(', ')} }${from === undefined ? '' : ` from ${JSON.stringify(from)}`};`;
}
