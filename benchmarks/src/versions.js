import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * @param {import('playwright-core').Browser} browser
 * @returns {Promise<Record<string, string>>} the browser's, Node's, Java's and the packages' versions by name
 */
export async function versions(browser) {
  const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  return {
    Chromium: browser.version(),
    Node: process.versions.node,
    Java: await javaVersion(),
    ...manifest.dependencies,
  };
}

async function javaVersion() {
  // It writes to standard error.
  const { stderr } = await promisify(execFile)('java', ['-version']);
  return /"([^"]+)"/.exec(stderr)?.[1] ?? 'unknown';
}
