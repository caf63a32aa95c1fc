import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * The declarations of public sources, and of those that they refer to.
 *
 * @param sources paths below `sourceDirectory`
 * @returns path of the declarations below that of all of them → their text
 * @throws Error when they refer to a package, which their users would have to install
 */
export function declarations(sources, sourceDirectory, projectFile) {
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(projectFile, (file) => readFileSync(file, 'utf8')).config,
    ts.sys,
    path.dirname(projectFile),
  );
  const program = ts.createProgram(fileNames, {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
  });
  const texts = new Map();
  const missing = [...sources];
  for (let source = missing.pop(); source !== undefined; source = missing.pop()) {
    const file = source.replace(/\.ts$/, '.d.ts');
    if (texts.has(file)) {
      continue;
    }
    const text = emit(program, path.join(sourceDirectory, source));
    texts.set(file, text);
    for (const { fileName: specifier } of ts.preProcessFile(text).importedFiles) {
      if (!specifier.startsWith('.')) {
        throw new Error(`The declarations of ${source} need the package ${specifier}:\n${text}`);
      }
      missing.push(path.posix.join(path.posix.dirname(source), specifier.replace(/\.js$/, '.ts')));
    }
  }
  return texts;
}

function emit(program, file) {
  let text;
  program.emit(program.getSourceFile(file), (_file, content) => {
    text = content;
  });
  if (text === undefined) {
    throw new Error(`${file} has no declarations.`);
  }
  return text;
}
