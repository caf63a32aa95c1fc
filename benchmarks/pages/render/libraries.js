import { Parser as CommonMarkParser, HtmlRenderer } from 'commonmark';
import MarkdownIt from 'markdown-it';
import taskLists from 'markdown-it-task-lists';
import { Marked } from 'marked';
import {
  parse as parseWithMarkdownWasm,
  ready as markdownWasmIsReady,
} from 'markdown-wasm/dist/markdown.es.js';
import { init as initMd4w, mdToHtml } from 'md4w';
import md4wUrl from '../../node_modules/md4w/js/md4w-fast.wasm';
import { micromark } from 'micromark';
import { gfmStrikethrough, gfmStrikethroughHtml } from 'micromark-extension-gfm-strikethrough';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';
import { gfmTaskListItem, gfmTaskListItemHtml } from 'micromark-extension-gfm-task-list-item';
import initPulldownCmark, { parse as parseWithPulldownCmark } from 'pulldown-cmark/init';
// @ts-expect-error Its types are those of the module; the bundler gives its address.
import pulldownCmarkUrl from '../../node_modules/pulldown-cmark/dist/index_bg.wasm';
import { Remarkable } from 'remarkable';

/**
 * The libraries that are compared, each as near to CommonMark with tables, strikethrough and task lists as it goes,
 * raw HTML passed through.
 *
 * @typedef {(markdown: string) => string} Render
 * @type {Record<string, () => Render | Promise<Render>>} by name, what loads it
 */
export const libraries = {
  Twinmark: async () => {
    const { loadMarkdown } = await import(/* @vite-ignore */ twinmark('markdown.js'));
    const markdown = await loadMarkdown();
    return (source) => markdown.renderMarkdown(source);
  },
  'Twinmark as JavaScript': async () => {
    const { renderMarkdown } = await import(twinmarkAsJavaScript());
    return renderMarkdown;
  },
  marked: () => {
    const marked = new Marked({ gfm: true });
    return (source) => /** @type {string} */ (marked.parse(source));
  },
  'markdown-it': () => {
    const markdownIt = new MarkdownIt('commonmark')
      .enable(['table', 'strikethrough'])
      .use(taskLists);
    return (source) => markdownIt.render(source);
  },
  remarkable: () => {
    const remarkable = new Remarkable('commonmark', { html: true });
    remarkable.block.ruler.enable(['table']);
    remarkable.inline.ruler.enable(['del']);
    return (source) => remarkable.render(source);
  },
  commonmark: () => {
    const parser = new CommonMarkParser();
    const renderer = new HtmlRenderer();
    return (source) => renderer.render(parser.parse(source));
  },
  micromark: () => {
    const options = {
      allowDangerousHtml: true,
      extensions: [gfmTable(), gfmStrikethrough(), gfmTaskListItem()],
      htmlExtensions: [gfmTableHtml(), gfmStrikethroughHtml(), gfmTaskListItemHtml()],
    };
    return (source) => micromark(source, options);
  },
  md4w: async () => {
    await initMd4w(fetch(md4wUrl));
    const options = { parseFlags: /** @type {const} */ (['TABLES', 'STRIKETHROUGH', 'TASKLISTS']) };
    return (source) => mdToHtml(source, /** @type {any} */ (options));
  },
  'markdown-wasm': async () => {
    await markdownWasmIsReady;
    return (source) => parseWithMarkdownWasm(source);
  },
  'pulldown-cmark': async () => {
    await initPulldownCmark(fetch(pulldownCmarkUrl));
    return parseWithPulldownCmark;
  },
};

/**
 * The address of a module of Twinmark's; a variable, so that the bundler leaves the import to the browser.
 *
 * @param {string} name
 */
function twinmark(name) {
  return `/assets/v1/${name}`;
}

function twinmarkAsJavaScript() {
  return '/teavm-javascript/markdown.js';
}
