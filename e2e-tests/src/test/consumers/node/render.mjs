// Renders the standard input.
import { loadMarkdown } from 'twinmark/markdown';
import { text } from 'node:stream/consumers';
import process from 'node:process';

const markdown = await loadMarkdown();
process.stdout.write(markdown.renderMarkdown(await text(process.stdin)));
