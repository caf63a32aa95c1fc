import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

const root = fileURLToPath(new URL('..', import.meta.url));

/** The folders that the addresses map to; the longest matching prefix wins. */
const FOLDERS = [
  // The same engine out of TeaVM's other compiler.
  ['/teavm-javascript/', join(root, '../parser-wasm/target/javascript')],
  // Vditor loads its parser and its icons when it starts.
  ['/vditor/', join(root, 'node_modules/vditor')],
  // markdown-wasm looks for its module beside the page.
  ['/render/markdown.wasm', join(root, 'node_modules/markdown-wasm/dist/markdown.wasm')],
  ['/', join(root, 'target/pages')],
];

/**
 * Serves the bundled pages, and passes /assets/ on to Twinmark's own server, so that its module and the peers can be
 * imported by one page.
 *
 * @param {string} twinmark the address of Twinmark's server, such as http://127.0.0.1:40123/
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serve(twinmark) {
  const server = createServer((incoming, response) => {
    const path = new URL(incoming.url ?? '/', 'http://localhost').pathname;
    if (path.startsWith('/assets/')) {
      forward(twinmark, incoming, response);
    } else {
      sendFile(path, incoming, response).catch((error) => {
        response.writeHead(404, { 'content-type': 'text/plain' }).end(String(error));
      });
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The benchmarks’ server listens on no port.');
  }
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * @param {string} path
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:http').ServerResponse} response
 */
async function sendFile(path, incoming, response) {
  const [prefix, folder] = /** @type {string[]} */ (
    FOLDERS.find(([start]) => path.startsWith(start))
  );
  const file = normalize(join(folder, path.slice(prefix.length)));
  if (!file.startsWith(folder)) {
    throw new Error(`${path} is outside of what is served.`);
  }
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const headers = {
    'content-type': type,
    'cache-control': type.startsWith('text/html') ? 'no-cache' : 'public, max-age=3600, immutable',
    // Cross-origin isolation gives performance.now() steps of 5 µs instead of 100.
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    vary: 'accept-encoding',
  };
  const body = await readFile(file);
  if (
    /\bbr\b/.test(String(incoming.headers['accept-encoding'])) &&
    /text|javascript|json|wasm/.test(type)
  ) {
    response.writeHead(200, { ...headers, 'content-encoding': 'br' }).end(compressed(file, body));
  } else {
    response.writeHead(200, headers).end(body);
  }
}

/** @type {Map<string, Buffer>} */
const compressedFiles = new Map();

/**
 * A peer's page is compressed as well as ours, only once.
 *
 * @param {string} file
 * @param {Buffer} body
 */
function compressed(file, body) {
  let result = compressedFiles.get(file);
  if (result === undefined) {
    result = brotliCompressSync(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
    });
    compressedFiles.set(file, result);
  }
  return result;
}

/**
 * @param {string} twinmark
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:http').ServerResponse} response
 */
function forward(twinmark, incoming, response) {
  const { host, ...headers } = incoming.headers;
  request(
    new URL(incoming.url ?? '/', twinmark),
    { method: incoming.method, headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  )
    .on('error', (error) =>
      response.writeHead(502).end(`Twinmark’s server does not answer ${host}: ${error.message}`),
    )
    .end();
}
