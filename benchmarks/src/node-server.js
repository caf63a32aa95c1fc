import cluster from 'node:cluster';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import MarkdownIt from 'markdown-it';
import taskLists from 'markdown-it-task-lists';
import sanitize from 'sanitize-html';

// What is built where there is no Twinmark: a process for each core, markdown-it, sanitize-html. It renders what is
// posted to /api/render; at any other address it renders the file that its argument names, as a page.

const [, , file] = process.argv;

const SAFE = {
  allowedTags: [...sanitize.defaults.allowedTags, 'del', 'img', 'input'],
  allowedAttributes: {
    ...sanitize.defaults.allowedAttributes,
    code: ['class'],
    input: ['type', 'checked', 'disabled'],
    ol: ['start'],
    td: ['style'],
    th: ['style'],
  },
};

const markdownIt = new MarkdownIt({ html: true }).use(taskLists);

/** @param {string} markdown */
const render = (markdown) => sanitize(markdownIt.render(markdown), SAFE);

/** @param {string} html */
const page = (html) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><main>${html}</main></html>`;

if (cluster.isPrimary) {
  for (let core = 0; core < availableParallelism(); core++) {
    cluster.fork();
  }
  cluster.once('listening', (_worker, { port }) => process.send?.({ port }));
} else {
  createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    try {
      const body =
        request.url === '/api/render'
          ? render(Buffer.concat(chunks).toString('utf8'))
          : page(render(await readFile(file, 'utf8')));
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(body);
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error));
    }
  }).listen(0, '127.0.0.1');
}
