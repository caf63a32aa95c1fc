import { ChangeSet, EditorSelection, type EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { message } from '../language/catalogue.js';
import { sanitize } from '../sanitizer/sanitize.js';
import { tell } from '../codemirror/tell.js';
import { cellsIn, tableOf } from './cells.js';
import { insertPictures } from './insert-pictures.js';
import { offerPlain } from './keep-plain.js';
import { linkTo, URL_TEXT } from '../formatting/link.js';
import { listsInText } from './list-lines.js';
import { asBlock, dialectOf, inAddress, kindOf, markdownAt, notesAt, plainAt } from './place.js';
import { insertLater, insertText, type Place, pendingPlaces } from './pending.js';
import { type PictureHost, receivingPictures } from '../pictures/picture-host.js';

/** Without any of these elements or styles, HTML says no more than the text that is copied with it, or than its cells. */
const MARKUP =
  /<(?:a|b|strong|em|i|cite|dfn|del|s|strike|kbd|samp|tt|var|sub|sup|ins|mark|dl|math|math-renderer|details|h[1-6]|ul|ol|li|pre|code|blockquote|img|hr|input)[\s/>]|class="?[^">]*\b(?:markdown-alert|admonition|katex|mermaid|Mso(?:Intense)?Quote)\b|data-(?:plain|task-state|decision-state|panel-type)=|mso-list:|role="heading"|font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic|line-through|vertical-align:\s*su[bp]/i;

const TABLE = /<table[\s>]/i;

/** The alignment of cells, which their text does not say. */
const ALIGNMENT = /\salign="?(?:center|right)|text-align:\s*(?:center|right|end)/i;

/** Code editors copy their colours as HTML; what is meant is the text. */
const CODE_EDITOR_TYPES = ['vscode-editor-data', 'application/vnd.code.copymetadata'];

/**
 * Pastes as Markdown: a URL over a selection becomes a link; formatted text, cells of a spreadsheet and
 * images keep their meaning. With Shift, and in code, the content is pasted as plain text.
 *
 * @param pictures stores images, and shows how far they are
 */
export function richPaste(pictures: PictureHost): Extension {
  let shift = false;
  return [
    pendingPlaces,
    receivingPictures(pictures),
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
        void insertPictures(view, images);
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
    void insertPictures(view, images);
    return true;
  }
  if (kind === 'plain' || CODE_EDITOR_TYPES.some((type) => data.types.includes(type))) {
    return pastePlain(view, text);
  }
  if (kind === 'address') {
    insertText(view, main, { text: inAddress(text) });
    return true;
  }
  if (linkSelections(view, text.trim())) {
    return true;
  }
  if (ranges.length > 1) {
    return false;
  }
  if (kind === 'blocks') {
    const block = blockIn(text, html);
    if (block !== undefined) {
      const plain = plainAt(state, main, text) ?? text;
      const inserted = insertText(view, main, { text: asBlock(state, main, block) });
      if (inserted !== undefined) {
        offerPlain(view, inserted, plain);
      }
      return true;
    }
  }
  if (!MARKUP.test(html) && !TABLE.test(html)) {
    return pastePlain(view, text);
  }
  void insertHtml(view, main, html, text);
  return true;
}

/** The table or the lists that plain text is meant as; undefined where it is none, or HTML says more. */
function blockIn(text: string, html: string): string | undefined {
  const isTable = TABLE.test(html);
  const isPlainTable = isTable && !MARKUP.test(html) && !ALIGNMENT.test(html);
  const lists = isTable || MARKUP.test(html) ? undefined : listsInText(text);
  if (lists !== undefined) {
    return lists;
  }
  // Text that begins with a tab is indented.
  const cells = (html === '' || isPlainTable) && !/^\t/m.test(text) ? cellsIn(text) : undefined;
  return cells === undefined ? undefined : tableOf(cells);
}

/** Returns false where the text fits as it is: CodeMirror inserts it. */
function pastePlain(view: EditorView, text: string): boolean {
  const { main, ranges } = view.state.selection;
  const plain = ranges.length > 1 ? undefined : plainAt(view.state, main, text);
  if (plain === undefined) {
    return false;
  }
  insertText(view, main, { text: plain });
  return true;
}

/** Makes each selection the text of a link. Returns false where that is not possible for all of them. */
function linkSelections(view: EditorView, url: string): boolean {
  if (!URL_TEXT.test(url)) {
    return false;
  }
  const { state } = view;
  const { ranges } = state.selection;
  const isText = (text: string) => text.trim() !== '' && !URL_TEXT.test(text);
  const links = new Map(
    ranges.flatMap((range) => {
      const changes = isText(state.sliceDoc(range.from, range.to))
        ? linkTo(state, range, url)
        : undefined;
      return changes === undefined ? [] : [[range, changes]];
    }),
  );
  if (links.size < ranges.length) {
    return false;
  }
  view.dispatch(
    state.changeByRange((range) => {
      const changes = ChangeSet.of(links.get(range) ?? [], state.doc.length);
      return {
        changes,
        range: EditorSelection.range(range.from + 1, changes.mapPos(range.to, -1)),
      };
    }),
    { userEvent: 'input.paste.converted', scrollIntoView: true },
  );
  return true;
}

/** Inserts what HTML says as Markdown, or without a converter the plain text, and says so. */
async function insertHtml(
  view: EditorView,
  place: Place,
  html: string,
  text: string,
): Promise<void> {
  const copied = text === '' ? sanitize(html).textContent : text;
  const errors: unknown[] = [];
  let plain: string | undefined;
  const failed = (error: unknown): string => {
    // Its file did not come, or the HTML is more than it can take.
    console.warn('HTML could not be converted to Markdown.', error);
    errors.push(error);
    return copied;
  };
  const markdown = import('./html-to-markdown.js')
    .then(({ htmlToMarkdown }) => {
      return (now: EditorState, then: Place) => {
        const fitting = plainAt(now, then, copied) ?? copied;
        try {
          const converted = htmlToMarkdown(html, dialectOf(now));
          const markdown = converted === undefined ? '' : markdownAt(now, then, converted, copied);
          if (converted === undefined || markdown === '' || markdown === fitting) {
            return { text: fitting };
          }
          plain = fitting;
          return { text: markdown, behind: notesAt(now, then, converted) };
        } catch (error) {
          return { text: failed(error) };
        }
      };
    })
    .catch(failed);
  const inserted = await insertLater(view, place, markdown);
  // Not before: a change of the text takes a message away.
  if (errors.length > 0) {
    tell(view, message('paste.plain'));
  } else if (inserted !== undefined && plain !== undefined) {
    offerPlain(view, inserted, plain);
  }
}

function imagesIn(data: DataTransfer | null): File[] {
  return Array.from(data?.files ?? []).filter(({ type }) => type.startsWith('image/'));
}
