import { rows } from './rows.js';

export const USAGE = `Usage: ./bench [--quick] [ROW …]

Measures Twinmark beside other libraries and editors in one headless Chromium, prints the tables and writes
benchmarks/results.json. Without a row it measures all of them.

Rows, by number or name:
${rows.map(({ name, title }, i) => `  ${i + 1}  ${name.padEnd(8)}${title}`).join('\n')}

Options:
  --quick  fewer runs, without 5 MB: for a first look, not for comparing
  --help   this text
`;

/**
 * @param {string[]} args
 * @returns {{ help: boolean, quick: boolean, chosen: import('./rows.js').Row[] }}
 * @throws {Error} on an argument that means nothing
 */
export function parse(args) {
  const chosen = new Set();
  let quick = false;
  let help = false;
  for (const arg of args) {
    if (arg === '--quick') {
      quick = true;
    } else if (arg === '--help' || arg === '-h') {
      help = true;
    } else {
      const row = rows.find(({ name }, i) => arg === name || arg === String(i + 1));
      if (row === undefined) {
        throw new Error(`There is no row ${arg}.\n\n${USAGE}`);
      }
      chosen.add(row);
    }
  }
  return { help, quick, chosen: chosen.size === 0 ? rows : rows.filter((row) => chosen.has(row)) };
}
