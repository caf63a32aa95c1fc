// Renders texts of the standard input, which is an array of JSON, and prints their safe HTML as another.
import { renderSafeHtml } from 'twinmark/render';
import { json } from 'node:stream/consumers';
import process from 'node:process';

// UTF-16 in Base64, as UTF-8 cannot hold lone surrogates.
const { extensions, texts } = await json(process.stdin);
const results = [];
for (const text of texts) {
  const source = Buffer.from(text, 'base64').toString('utf16le');
  const html = await renderSafeHtml(source, { extensions });
  results.push(Buffer.from(html, 'utf16le').toString('base64'));
}
process.stdout.write(JSON.stringify(results));
