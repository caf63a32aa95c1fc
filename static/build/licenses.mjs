import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file in a package, whose name may have a scope; in a nested package, the innermost. */
const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** Names of files with the text of a license; a package has one or several. */
const LICENSE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** Libraries and data that TeaVM compiles into the modules, and the files with their licenses. */
const OF_MODULES = [
  { name: 'commonmark-java', license: 'BSD-2-Clause', file: 'licenses/commonmark-java.txt' },
  { name: 'TeaVM class library', license: 'Apache-2.0', file: '../LICENSE' },
  { name: 'gemoji', license: 'MIT', file: 'node_modules/gemoji/license' },
];

/**
 * A plugin that notes the packages of which a bundle has code.
 *
 * @param packages their directories are added to it
 */
export function notePackages(packages) {
  return {
    name: 'note-packages',
    setup({ initialOptions, onEnd }) {
      initialOptions.metafile = true;
      onEnd(({ metafile }) => {
        for (const { inputs } of Object.values(metafile?.outputs ?? {})) {
          for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
            const [directory] = PACKAGE.exec(path.resolve(input)) ?? [];
            if (directory !== undefined && bytesInOutput > 0) {
              packages.add(directory);
            }
          }
        }
      });
    },
  };
}

/**
 * Returns the licenses of all that the scripts and modules contain.
 *
 * @param packages directories of packages
 * @throws Error when a package has no text of its license
 */
export function licenses(packages, root) {
  const parts = OF_MODULES.map(({ name, license, file }) =>
    part(name, license, [readFileSync(path.join(root, file), 'utf8')]),
  );
  for (const directory of [...packages].sort()) {
    const { name, version, license } = JSON.parse(
      readFileSync(path.join(directory, 'package.json'), 'utf8'),
    );
    const texts = readdirSync(directory)
      .filter((file) => LICENSE.test(file))
      .sort()
      .map((file) => readFileSync(path.join(directory, file), 'utf8'));
    parts.push(part(`${name} ${version}`, license, texts));
  }
  return parts.join(`\n${'-'.repeat(80)}\n\n`);
}

function part(name, license, texts) {
  if (texts.length === 0) {
    throw new Error(`${name} has no text of its license, ${license}.`);
  }
  return [
    license === undefined ? `${name}\n` : `${name} (${license})\n`,
    ...texts.map((text) => `${text.trim()}\n`),
  ].join('\n');
}
