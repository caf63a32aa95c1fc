import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/**
 * The declarations of one public source file.
 *
 * @throws Error when they refer to another file: each .d.ts that we ship stands alone
 */
export function declarations(source, projectFile) {
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
  let text;
  program.emit(program.getSourceFile(source), (_file, content) => {
    text = content;
  });
  if (text === undefined) {
    throw new Error(`${source} has no declarations.`);
  }
  if (/from '\.|import\(/.test(text)) {
    throw new Error(`The declarations of ${source} refer to a file that is not shipped:\n${text}`);
  }
  return text;
}
