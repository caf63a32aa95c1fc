// Writes docs/elements.md from the comments in the sources; with --check, only says whether it is what they say.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { elementsManifest } from './elements-manifest.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = path.join(root, '../docs/elements.md');

const { modules } = await elementsManifest(path.join(root, 'src'));
const elements = modules.flatMap(({ declarations }) =>
  declarations.filter(({ kind, customElement }) => kind === 'class' && customElement),
);
const written = await format(['# The elements', ...elements.map(reference)].join('\n\n'), {
  ...(await resolveConfig(target)),
  parser: 'markdown',
});
if (!process.argv.includes('--check')) {
  await writeFile(target, written);
} else if ((await readFile(target, 'utf8')) !== written) {
  throw new Error('docs/elements.md is not what the sources say: run `npm run reference`.');
}

function reference({ tagName, description, attributes, members, events, cssParts, cssProperties }) {
  const own = members.filter((member) => member.static !== true);
  const methods = own.filter(isMethod);
  const properties = own.filter((member) => !isMethod(member));
  return [
    `## \`<${tagName}>\``,
    prose(description),
    table('Attribute', attributes, ({ name, description }) => [code(name), description]),
    table('Property', properties, ({ name, type, readonly, description = '' }) => [
      code(name),
      `${code(type?.text ?? '')}${readonly ? ', read-only' : ''}. ${description}`,
    ]),
    table('Method', methods, ({ name, parameters = [], description }) => [
      code(`${name}(${parameters.map(parameter).join(', ')})`),
      description,
    ]),
    table('Event', events, ({ name, description }) => [code(name), description]),
    table('Custom property', cssProperties, ({ name, description }) => [code(name), description]),
    table('Part', cssParts, ({ name, description }) => [code(name), description]),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function isMethod({ kind }) {
  return kind === 'method';
}

function parameter({ name, optional, default: value }) {
  return optional || value !== undefined ? `${name}?` : name;
}

/** @returns nothing where there is nothing to say */
function table(heading, entries = [], cells) {
  const rows = entries.map((entry) => `| ${cells(entry).map(cell).join(' | ')} |`);
  return rows.length === 0 ? '' : [`| ${heading} | |`, '| --- | --- |', ...rows].join('\n');
}

function cell(text = '') {
  return prose(text)
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|');
}

/** Comments are wrapped for editors of code. */
function prose(text = '') {
  return text.trim();
}

function code(text) {
  return text === '' ? '' : `\`${text}\``;
}
