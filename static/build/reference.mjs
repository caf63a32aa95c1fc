// Writes docs/elements.md and README's table of members from the comments in the sources; with --check, fails
// where they differ.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { elementsManifest } from './elements-manifest.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const repository = path.join(root, '..');

/** Members that a text area has as well: README refers to them in one sentence. */
const TEXT_AREA_MEMBERS = new Set(
  `name disabled autofocus form placeholder readonly required minlength maxlength dirname
   spellcheck dir lang defaultValue textLength type readOnly dirName minLength maxLength labels
   willValidate validity validationMessage selectionStart selectionEnd selectionDirection
   checkValidity reportValidity setCustomValidity select setSelectionRange setRangeText focus
   blur input change`.split(/\s+/),
);

/** The table in README. */
const MEMBERS = /(?<=<!-- members: npm run reference -->\n).*?(?=<!-- end of members -->)/s;

const { modules } = await elementsManifest(path.join(root, 'src'));
const elements = modules.flatMap(({ declarations }) =>
  declarations.filter(({ kind, customElement }) => kind === 'class' && customElement),
);
await update('docs/elements.md', async (_, options) =>
  format(['# The elements', ...elements.map(reference)].join('\n\n'), options),
);
await update('README.md', (readme) => {
  if (!MEMBERS.test(readme)) {
    throw new Error('README.md lacks the markers around its table of members.');
  }
  const [editor] = elements.filter(({ tagName }) => tagName === 'twinmark-editor');
  return readme.replace(MEMBERS, () => `\n${summary(editor)}\n\n`);
});

async function update(name, write) {
  const target = path.join(repository, name);
  const before = await readFile(target, 'utf8');
  const after = await write(before, { ...(await resolveConfig(target)), parser: 'markdown' });
  if (!process.argv.includes('--check')) {
    await writeFile(target, after);
  } else if (before !== after) {
    throw new Error(`${name} is not what the sources say: run \`npm run reference\`.`);
  }
}

/** The members that a text area lacks, each in its first sentence. */
function summary({ attributes, members, events }) {
  const own = members.filter(({ name, static: isStatic }) => isStatic !== true && isOwn({ name }));
  const properties = new Set(own.map(({ name }) => name));
  const rows = [
    ...own.map((member) => [
      code(isMethod(member) ? signature(member) : member.name),
      firstSentence(member.description),
    ]),
    ...attributes
      .filter(({ name }) => isOwn({ name }) && !properties.has(camelCase(name)))
      .map(({ name, description }) => [`attribute ${code(name)}`, description]),
    ...events
      .filter(isOwn)
      .map(({ name, description }) => [`event ${code(name)}`, firstSentence(description)]),
  ];
  return [
    '| member | |',
    '| --- | --- |',
    ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
  ].join('\n');
}

function isOwn({ name }) {
  return !TEXT_AREA_MEMBERS.has(name);
}

function camelCase(attribute) {
  return attribute.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

function firstSentence(text = '') {
  return prose(text).split(/(?<=\.)\s/)[0];
}

function signature({ name, parameters = [] }) {
  return `${name}(${parameters.map(parameter).join(', ')})`;
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
    table('Method', methods, (method) => [code(signature(method)), method.description]),
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
