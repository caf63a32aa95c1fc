import autocannon from 'autocannon';
import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mixedDocument } from '../documents/mixed-document.js';
import { bytesOf, KB } from '../documents/text.js';
import { failed, measured } from '../measurement.js';
import { digits, pivot } from '../table.js';
import { startTwinmark } from '../twinmark-server.js';

export const name = 'serve';
export const title =
  'Servers, with a client on the same cores: requests a second, and the 99th percentile of the latency in ms';

const RENDERED_BYTES = 10 * KB;
const PUBLISHED_BYTES = 20 * KB;

/** Each is a client of its own: Twinmark's server bounds the requests of one. */
const CONNECTIONS = 32;

const NODE_SERVER = fileURLToPath(new URL('../node-server.js', import.meta.url));

/**
 * A server under load, and the addresses that it is asked for.
 *
 * @typedef {object} Contestant
 * @property {string} subject
 * @property {string} url of the server, with a slash at its end
 * @property {string} published the path of its published page
 * @property {() => void} stop
 */

/**
 * @param {import('../bench.js').Bench} bench
 * @returns {Promise<import('../measurement.js').Measurement[]>}
 */
export async function run(bench) {
  const [rounds, seconds] = bench.quick ? [1, 3] : [3, 8];
  const folder = await mkdtemp(path.join(tmpdir(), 'twinmark-serve-'));
  const markdown = mixedDocument(RENDERED_BYTES);
  const page = mixedDocument(PUBLISHED_BYTES);
  /** @type {Contestant[]} */
  const contestants = [];
  try {
    contestants.push(await twinmark(folder, page), await nodeServer(folder, page));
    const measurements = [];
    for (const { label, bytes, requestOf } of [
      {
        label: 'POST /api/render of 10 KB',
        bytes: bytesOf(markdown),
        requestOf: (/** @type {Contestant} */ { url }) => ({
          url: `${url}api/render`,
          method: 'POST',
          headers: { 'Content-Type': 'text/markdown' },
          body: markdown,
        }),
      },
      {
        label: 'a published page of 20 KB',
        bytes: bytesOf(page),
        requestOf: (/** @type {Contestant} */ { url, published }) => ({ url: url + published }),
      },
    ]) {
      const samples = new Map(
        contestants.map(({ subject }) => [
          subject,
          { rates: /** @type {number[]} */ ([]), p99s: /** @type {number[]} */ ([]) },
        ]),
      );
      /** @type {Map<string, unknown>} */
      const errors = new Map();
      // The first round is a warm-up.
      for (let round = 0; round <= rounds; round++) {
        for (const contestant of contestants) {
          const { subject } = contestant;
          bench.log(`${label}, round ${round} of ${rounds}: ${subject}`);
          try {
            const { rate, p99 } = await load(requestOf(contestant), seconds);
            if (round > 0) {
              samples.get(subject)?.rates.push(rate);
              samples.get(subject)?.p99s.push(p99);
            }
          } catch (error) {
            errors.set(subject, error);
          }
        }
      }
      for (const [subject, { rates, p99s }] of samples) {
        const what = { row: name, subject, bytes };
        if (errors.has(subject)) {
          const unit = 'requests/s';
          measurements.push(failed({ ...what, case: label, unit }, errors.get(subject)));
        } else {
          measurements.push(measured({ ...what, case: label, unit: 'requests/s' }, rates));
          measurements.push(measured({ ...what, case: `${label}, p99`, unit: 'ms' }, p99s));
        }
      }
    }
    return measurements;
  } finally {
    for (const { stop } of contestants) {
      stop();
    }
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {Pick<Parameters<typeof autocannon>[0], 'url' | 'method' | 'headers' | 'body'>} request
 * @param {number} seconds
 * @returns {Promise<{ rate: number, p99: number }>}
 * @throws Error if a request failed
 */
async function load(request, seconds) {
  let client = 0;
  const { requests, latency, errors, non2xx } = await autocannon({
    ...request,
    connections: CONNECTIONS,
    duration: seconds,
    setupClient: (connection) => {
      client++;
      connection.setHeaders({ ...request.headers, 'X-Forwarded-For': `192.0.2.${client}` });
    },
  });
  if (errors + non2xx > 0) {
    throw new Error(`${errors} requests without an answer, ${non2xx} refused`);
  }
  return { rate: requests.average, p99: latency.p99 };
}

/**
 * @param {string} folder
 * @param {string} page Markdown to publish
 * @returns {Promise<Contestant>}
 */
async function twinmark(folder, page) {
  const data = path.join(folder, 'data');
  const { url, stop } = await startTwinmark(['--data', data, '--trusted-proxy', '127.0.0.1']);
  const Origin = new URL(url).origin;
  const created = await fetch(`${url}api/documents`, {
    method: 'POST',
    headers: { Origin, 'Content-Type': 'application/json' },
    body: JSON.stringify({ text: page }),
  });
  const { id } = await created.json();
  const published = await fetch(`${url}api/documents/${id}/publication`, {
    method: 'PUT',
    headers: {
      Origin,
      'Content-Type': 'application/json',
      Cookie: created.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    },
    body: JSON.stringify({ index: false }),
  });
  const { slug } = await published.json();
  return { subject: 'Twinmark', url, published: `p/${slug}`, stop };
}

/**
 * @param {string} folder
 * @param {string} page Markdown to publish
 * @returns {Promise<Contestant>}
 */
async function nodeServer(folder, page) {
  const file = path.join(folder, 'page.md');
  await writeFile(file, page);
  const server = fork(NODE_SERVER, [file]);
  const port = await new Promise((resolve, reject) => {
    server.once('message', (/** @type {{ port: number }} */ message) => resolve(message.port));
    server.once('exit', (code) => reject(new Error(`It ended with status ${code}.`)));
  });
  return {
    subject: 'Node cluster, markdown-it, sanitize-html',
    url: `http://127.0.0.1:${port}/`,
    published: 'page',
    stop: () => server.kill(),
  };
}

/**
 * @param {import('../measurement.js').Measurement[]} measurements
 * @returns {string}
 */
export function format(measurements) {
  return pivot('server', measurements, ({ median }) => digits(median));
}
