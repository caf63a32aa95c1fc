import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

const JAR = fileURLToPath(new URL('../../webapp/target/twinmark.jar', import.meta.url));
const READY = /^Twinmark is ready on (http:\/\/\S+)$/;
const START_MILLISECONDS = 60_000;

/**
 * Starts Twinmark's own server on a free port.
 *
 * @param {string[]} [options] of its command line
 * @returns {Promise<{ url: string, stop: () => void }>}
 */
export async function startTwinmark(options = ['--no-documents']) {
  const server = spawn('java', ['-jar', JAR, '--port', '0', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  /** @type {string[]} */
  const complaints = [];
  createInterface({ input: server.stderr }).on('line', (line) => {
    complaints.push(line);
    complaints.splice(0, complaints.length - 20);
  });
  const url = await new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('It was not ready in time.')),
      START_MILLISECONDS,
    );
    createInterface({ input: server.stdout }).on('line', (line) => {
      const ready = READY.exec(line);
      if (ready !== null) {
        clearTimeout(timer);
        resolve(ready[1]);
      }
    });
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`It ended with status ${code}.`)));
  }).catch((cause) => {
    server.kill();
    throw new Error(`Twinmark’s server did not start.\n${complaints.join('\n')}`, { cause });
  });
  return { url, stop: () => server.kill() };
}
