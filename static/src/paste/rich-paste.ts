import { EditorSelection, type EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { message } from '../language/catalogue.js';
import { sentenceOf } from '../util/error-sentence.js';
import { sanitize } from '../sanitizer/sanitize.js';
import { tell } from '../codemirror/tell.js';
import { cellsIn, tableOf } from './cells.js';
import { imageMarkdown } from './image.js';
import { destinationOf, URL_TEXT } from '../formatting/link.js';
import { asBlock, holdsLink, kindOf, markdownAt } from './place.js';
import { insertLater, insertText, type Place, pendingPlaces } from './pending.js';

/** Without any of these elements or styles, HTML says no more than the text that is copied with it. */
const MARKUP =
  /<(?:a|b|strong|em|i|del|s|strike|kbd|sub|sup|h[1-6]|ul|ol|li|table|pre|code|blockquote|img|hr|input)[\s/>]|mso-list:|role="heading"|font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic|line-through/i;

/** Word's text of an item of a list begins with its marker and a tab. */
const LIST_LINE = /^[ \t]*(?:[·•▪◦‣o§*-]|\(?(?:\d{1,9}|[a-z]{1,4})[.)])\t/im;

/** Code editors copy their colours as HTML; what is meant is the text. */
const CODE_EDITOR_TYPES = ['vscode-editor-data', 'application/vnd.code.copymetadata'];

/**
 * Pastes as Markdown: a URL over a selection becomes a link; formatted text, cells of a spreadsheet and
 * images keep their meaning. With Shift, and in code, the content is pasted as plain text.
 */
export function richPaste(): Extension {
  let shift = false;
  return [
    pendingPlaces,
    EditorView.domEventHandlers({
      keydown: (event) => {
        shift = event.shiftKey;
      },
      keyup: () => {
        shift = false;
      },
      blur: () => {
        shift = false;
      },
      paste: ({ clipboardData }, view) =>
        clipboardData !== null && !shift && !view.state.readOnly && paste(view, clipboardData),
      drop: ({ dataTransfer, clientX, clientY }, view) => {
        const images = imagesIn(dataTransfer);
        if (images.length === 0 || view.state.readOnly) {
          return false;
        }
        const position =
          view.posAtCoords({ x: clientX, y: clientY }) ?? view.state.selection.main.head;
        view.dispatch({ selection: EditorSelection.cursor(position) });
        view.focus();
        void insertImages(view, images);
        return true;
      },
    }),
  ];
}

/** Returns whether it has been done; false leaves it to CodeMirror, as plain text. */
function paste(view: EditorView, data: DataTransfer): boolean {
  const { state } = view;
  const { main, ranges } = state.selection;
  const text = data.getData('text/plain');
  const html = data.getData('text/html');
  const kind = kindOf(state, main);
  // An image beside a text is only a picture of that text: spreadsheets copy one of their cells.
  const images = text === '' ? imagesIn(data) : [];
  if (images.length > 0) {
    void insertImages(view, images);
    return true;
  }
  if (kind === 'plain' || CODE_EDITOR_TYPES.some((type) => data.types.includes(type))) {
    return false;
  }
  if (kind === 'address') {
    insertText(view, main, text.trim().replace(/\s*\n\s*/g, ' '));
    return true;
  }
  const url = text.trim();
  if (URL_TEXT.test(url) && ranges.every((range) => isLinkable(state, range))) {
    view.dispatch(
      state.changeByRange(({ from, to }) => ({
        changes: [
          { from, insert: '[' },
          { from: to, insert: `](${destinationOf(url)})` },
        ],
        range: EditorSelection.range(from + 1, to + 1),
      })),
      { userEvent: 'input.paste.converted', scrollIntoView: true },
    );
    return true;
  }
  if (ranges.length > 1) {
    return false;
  }
  const isBlocks = kind === 'blocks';
  const cells =
    isBlocks && !LIST_LINE.test(text) && (html === '' || /<table[\s>]/i.test(html))
      ? cellsIn(text)
      : undefined;
  // Text that begins with a tab is indented.
  if (cells !== undefined && !/^\t/m.test(text)) {
    insertText(view, main, asBlock(state, main, tableOf(cells)));
    return true;
  }
  if (!MARKUP.test(html)) {
    return false;
  }
  void insertHtml(view, main, html, text);
  return true;
}

/** Inserts what HTML says as Markdown, or without a converter the plain text, and says so. */
async function insertHtml(
  view: EditorView,
  place: Place,
  html: string,
  text: string,
): Promise<void> {
  const plain = text === '' ? sanitize(html).textContent : text;
  const errors: unknown[] = [];
  const failed = (error: unknown): string => {
    // Its file did not come, or the HTML is more than it can take.
    console.warn('HTML could not be converted to Markdown.', error);
    errors.push(error);
    return plain;
  };
  const markdown = import('./html-to-markdown.js')
    .then(({ htmlToMarkdown }) => {
      const converted = htmlToMarkdown(html);
      return (now: EditorState, then: Place) => {
        try {
          const markdown = converted === undefined ? '' : markdownAt(now, then, converted, plain);
          return markdown === '' ? plain : markdown;
        } catch (error) {
          return failed(error);
        }
      };
    })
    .catch(failed);
  await insertLater(view, place, markdown);
  // Not before: a change of the text takes a message away.
  if (errors.length > 0) {
    tell(view, message('paste.plain'));
  }
}

/** Inserts those images that can be, and says why others cannot. */
async function insertImages(view: EditorView, images: readonly File[]): Promise<void> {
  const problems: string[] = [];
  const markdown = Promise.allSettled(images.map(imageMarkdown)).then((results) =>
    results
      .flatMap((result) => {
        if (result.status === 'fulfilled') {
          return result.value;
        }
        problems.push(sentenceOf(result.reason));
        return [];
      })
      .join('\n\n'),
  );
  await insertLater(view, view.state.selection.main, markdown);
  // Not before: a change of the text takes a message away.
  if (problems.length > 0) {
    tell(view, problems.join(' '));
  }
}

function imagesIn(data: DataTransfer | null): File[] {
  return Array.from(data?.files ?? []).filter(({ type }) => type.startsWith('image/'));
}

/** A text that may stand in a link: on one line, in no link and without one, its brackets in pairs. */
function isLinkable(state: EditorState, place: Place): boolean {
  const text = state.sliceDoc(place.from, place.to);
  const kind = kindOf(state, place);
  return (
    text.trim() !== '' &&
    !text.includes('\n') &&
    !URL_TEXT.test(text) &&
    (kind === 'blocks' || kind === 'line' || kind === 'cell') &&
    !holdsLink(state, place) &&
    hasBracketsInPairs(text)
  );
}

/** spec, 6.3: a link's text may hold brackets in pairs, and those with a backslash. */
function hasBracketsInPairs(text: string): boolean {
  let depth = 0;
  for (const [character] of text.matchAll(/\\[^]|[[\]]/g)) {
    depth += character === '[' ? 1 : character === ']' ? -1 : 0;
    if (depth < 0) {
      return false;
    }
  }
  return depth === 0;
}
