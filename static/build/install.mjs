// Runs `npm ci` unless node_modules already is what package-lock.json says, which takes seconds each
// time.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** npm's own record of what it has installed; the root package itself is not in there. */
const INSTALLED = 'node_modules/.package-lock.json';

function isUpToDate() {
  if (!existsSync(INSTALLED)) {
    return false;
  }
  const installed = JSON.parse(readFileSync(INSTALLED, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      // Optional packages are for other systems, most of them.
      path === '' || installed[path]?.version === version || (optional && !installed[path]),
  );
}

if (!isUpToDate()) {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
