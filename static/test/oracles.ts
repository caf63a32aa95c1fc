import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HtmlRenderer, Parser } from 'commonmark';
import { micromark, type Options } from 'micromark';
import { gfmStrikethrough, gfmStrikethroughHtml } from 'micromark-extension-gfm-strikethrough';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';
import { math } from 'micromark-extension-math';
import { gfmTaskListItem, gfmTaskListItemHtml } from 'micromark-extension-gfm-task-list-item';

/** The most that one call may render, in bytes of HTML. */
const MAX_OUTPUT_BYTES = 1024 ** 3;

const GFM = {
  allowDangerousHtml: true,
  allowDangerousProtocol: true,
  extensions: [gfmTable(), gfmStrikethrough(), gfmTaskListItem()],
  htmlExtensions: [gfmTableHtml(), gfmStrikethroughHtml(), gfmTaskListItemHtml()],
};

/** Writes formulas as the engine does; micromark-extension-math would render them with KaTeX. */
const FORMULAS_HTML: NonNullable<Options['htmlExtensions']>[number] = {
  enter: {
    mathFlow() {
      this.lineEndingIfNeeded();
      this.tag('<pre><code class="language-math math-display">');
    },
    mathText(token) {
      const style = this.sliceSerialize(token).startsWith('$$') ? 'display' : 'inline';
      this.tag(`<code class="language-math math-${style}">`);
      this.buffer();
    },
  },
  exit: {
    mathFlow() {
      const tex = this.resume();
      this.raw(tex === '' || tex.endsWith('\n') ? tex : `${tex}\n`);
      this.tag('</code></pre>');
      this.setData('mathFlowOpen');
      this.setData('slurpOneLineEnding');
    },
    mathFlowFence() {
      if (this.getData('mathFlowOpen') !== true) {
        this.setData('mathFlowOpen', true);
        this.setData('slurpOneLineEnding', true);
        this.buffer();
      }
    },
    mathFlowValue(token) {
      this.raw(this.encode(this.sliceSerialize(token)));
    },
    mathText() {
      this.raw(this.resume());
      this.tag('</code>');
    },
    mathTextData(token) {
      this.raw(this.encode(this.sliceSerialize(token)));
    },
  },
};

const FORMULAS = {
  allowDangerousHtml: true,
  allowDangerousProtocol: true,
  extensions: [gfmTable(), gfmStrikethrough(), gfmTaskListItem(), math()],
  htmlExtensions: [gfmTableHtml(), gfmStrikethroughHtml(), gfmTaskListItemHtml(), FORMULAS_HTML],
};

const parser = new Parser();
const renderer = new HtmlRenderer();

/**
 * Renders with commonmark.js, the reference implementation of CommonMark. It leaves a byte order
 * mark to the reader of the file.
 */
export function renderCommonMark(source: string): string {
  return renderer.render(parser.parse(source.replace(/^\ufeff/, '')));
}

/** Renders with micromark and GFM's tables, strikethrough and task list items. */
export function renderGfm(source: string): string {
  return micromark(source, GFM);
}

/** Renders with micromark, GFM as above and micromark-extension-math. */
export function renderFormulas(source: string): string {
  return micromark(source, FORMULAS);
}

/** The constructs of GFM in an HTML that has no raw HTML of these names. */
export function gfmElements(html: string): string {
  return (html.match(/<(?:table|del|input)\b/g) ?? []).join('');
}

const BLOCK_TAG =
  /[ \t\n]*(<\/?(?:table|thead|tbody|tr|th|td|ul|ol|li|blockquote|p|hr|h[1-6]|pre|div)(?: [^>]*)?>)[ \t\n]*/g;

/**
 * Returns the HTML without what renderers may choose: white space between blocks, the order of attributes,
 * references to characters, on which side of a paragraph’s tag a box is. The text of images is left out,
 * because the specification only recommends it: commonmark.js puts raw HTML into it.
 */
export function normalize(html: string): string {
  return html
    .replace(/ alt="[^"]*"/g, '')
    .replace(/<input [^>]*disabled=""[^>]*>[ \t]+/g, (box) =>
      box.includes('checked') ? '<input checked> ' : '<input> ',
    )
    .replace(/ ?\/>/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&gt;/g, '>')
    .replace(/&#x27;/g, "'")
    .replace(BLOCK_TAG, '$1')
    .replace(/<p>(<input(?: checked)?>) /g, '$1<p>')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/<p><\/p>/g, '')
    .replace(/^[ \t\n]+|[ \t\n]+$/g, '');
}

/** Returns HTML with footnotes without what the engine has besides: the names of back links, and their numbers. */
export function normalizeFootnotes(html: string): string {
  return normalize(
    html
      .replace(/ (?:data-footnote-backref-idx|aria-label)="[^"]*"/g, '')
      .replace(/(<sup class="footnote-ref">\d+<\/sup>)↩/g, '↩$1'),
  );
}

const CMARK_GFM = 'cmark-gfm';

const CMARK_OPTIONS = ['--unsafe', '-e', 'table', '-e', 'strikethrough', '-e', 'tasklist'];

/** Returns the version of cmark-gfm, or undefined where it is not installed. */
export function cmarkVersion(): string | undefined {
  const { status, stdout } = spawnSync(CMARK_GFM, ['--version'], { encoding: 'utf8' });
  return status === 0 ? /\S+ \S+/.exec(stdout)?.[0] : undefined;
}

/**
 * Renders documents with cmark-gfm and GFM's tables, strikethrough and task list items: a process and a file for
 * each, as definitions reach over all that one process reads. They take a millisecond each.
 *
 * @param extensions those that are on besides
 * @returns the HTML of each document
 */
export function renderAllByCmark(
  documents: readonly string[],
  extensions: readonly string[] = [],
): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'twinmark-cmark-'));
  try {
    documents.forEach((text, i) => {
      writeFileSync(path.join(folder, String(i)), text);
    });
    const { status, stdout, stderr, error } = spawnSync(
      'sh',
      [
        '-ec',
        'i=0; while [ "$i" -lt "$0" ]; do "$@" "$i"; printf "\\0"; i=$((i + 1)); done',
        String(documents.length),
        CMARK_GFM,
        ...CMARK_OPTIONS,
        ...extensions.flatMap((name) => ['-e', name]),
      ],
      { cwd: folder, encoding: 'utf8', maxBuffer: MAX_OUTPUT_BYTES },
    );
    assert.equal(status, 0, error === undefined ? stderr : error.message);
    // The HTML has no NUL: the specification wants U+FFFD instead.
    const results = stdout.split('\0').slice(0, -1);
    assert.equal(results.length, documents.length);
    return results;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
