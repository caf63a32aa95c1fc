import type { EditorView } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import { button, element } from '../dom/elements.js';
import { styleSheet } from '../dom/style-sheet.js';
import type { ImageKernels, NewPicture } from '../image/api.js';
import { loadImageKernels } from '../image/load-image-kernels.js';
import { message } from '../language/catalogue.js';
import { loadPictureMessages, pictureMessage } from '../language/picture-messages.js';
import {
  cropped,
  isSameEdit,
  maxWidth,
  type PictureEdit,
  recolor,
  resultSize,
  turned,
  turnedRectangle,
  turnedSize,
  unedited,
  unturnedRectangle,
} from '../pictures/edit.js';
import { TEXT_TARGET, UPLOAD_TARGET } from '../pictures/limits.js';
import type { PictureHost } from '../pictures/picture-host.js';
import type { Size } from '../pictures/picture-file.js';
import { decodedPicture, editedPicture } from '../pictures/preparation.js';
import type { DecodedPicture } from '../pictures/prepare-messages.js';
import { storePicture } from '../pictures/store.js';
import { filterAttribute } from '../sanitizer/allow-list.js';
import { sanitize } from '../sanitizer/sanitize.js';
import { tell } from '../codemirror/tell.js';
import { sentenceOf } from '../util/error-sentence.js';
import { CropFrame } from './crop-frame.js';
import { readImage, replaceImage, type TrackedImage, trackImage } from './image-source.js';
import styles from './picture-dialog.css';
import { fileAt } from './read-address.js';

/**
 * The longest side of the picture that is shown, in its pixels: as sharp as screens are, and few enough for the
 * kernels to take some milliseconds at each step of a slider.
 */
const MAX_PREVIEW_PX = 1024;

/** Smaller pictures are shown enlarged, in CSS pixels of the longest side: their corners need room. */
const MIN_SHOWN_PX = 192;

const MAX_NAME_UNITS = 60;

/** The picture once its pixels are there. */
interface Opened {
  readonly file: File;
  readonly decoded: DecodedPicture;
  readonly kernels: ImageKernels;
  /** The edit that changes nothing. */
  readonly original: PictureEdit;
}

/** The text around an image. Its functions are not imported here: they would be split off what loads first. */
interface ImageText {
  readonly host: PictureHost;
  /** Aborted when the text is gone. */
  readonly textSignal: AbortSignal;
}

/**
 * Opens the dialog for an image, or says that there is none.
 *
 * @param findImage finds its node in the syntax tree, which may have changed when the messages are loaded
 */
export async function openPictureDialog(
  view: EditorView,
  findImage: () => SyntaxNode | undefined,
  text: ImageText | undefined,
): Promise<void> {
  await loadPictureMessages();
  const image = findImage();
  const source =
    image === undefined
      ? undefined
      : readImage(view.state, image, (reference) => sanitize(reference).textContent);
  if (source === undefined || text === undefined || view.state.readOnly) {
    tell(view, pictureMessage('editNone'));
    return;
  }
  new PictureDialog(view, trackImage(view, source), text.host).open(text.textSignal);
}

class PictureDialog {
  readonly #view: EditorView;
  readonly #image: TrackedImage;
  readonly #host: PictureHost;
  readonly #closing = new AbortController();
  readonly #root: ShadowRoot;
  readonly #element = element('div');
  readonly #dialog = element('dialog');
  readonly #controls = element('fieldset');
  readonly #picture = element('div', { className: 'picture' });
  readonly #canvas = element('canvas');
  readonly #size = element('p', { className: 'size' });
  readonly #status = element('p', { className: 'status' });
  readonly #alternative = element('input');
  readonly #width = element('input', { type: 'number', min: '1', inputMode: 'numeric' });
  readonly #gray = element('input', { type: 'checkbox' });
  readonly #invert = element('input', { type: 'checkbox' });
  readonly #brightness = slider();
  readonly #contrast = slider();
  readonly #compare = button(pictureMessage('editOriginal'), () => {
    this.#isComparing = !this.#isComparing;
    this.#show();
  });
  readonly #undo = button(pictureMessage('editUndo'), () => {
    this.#takeBack();
  });
  readonly #reset = button(pictureMessage('editReset'), () => {
    if (this.#opened !== undefined) {
      this.#set(this.#opened.original);
      this.#commit();
    }
  });
  readonly #apply = element(
    'button',
    { type: 'submit', className: 'primary' },
    pictureMessage('editApply'),
  );
  readonly #frame = new CropFrame({
    moved: (part) => {
      if (this.#opened !== undefined && this.#edit !== undefined) {
        const { decoded } = this.#opened;
        const crop = unturnedRectangle(part, decoded, this.#edit.quarters);
        this.#set(cropped(this.#edit, crop, this.#target.maxSidePx));
      }
    },
    done: () => {
      this.#commit();
    },
  });
  #opened: Opened | undefined;
  #edit: PictureEdit | undefined;
  /** The edits before the present one, each of which Undo goes back to; the last one is the present one. */
  #steps: PictureEdit[] = [];
  #isComparing = false;
  /** The preview as it is turned at present, in its own colours. */
  #turned: { readonly quarters: number; readonly picture: NewPicture } | undefined;
  #frameRequest = 0;
  /** Stops the storing of the picture, while it is under way. */
  #storing: AbortController | undefined;

  constructor(view: EditorView, image: TrackedImage, host: PictureHost) {
    this.#view = view;
    this.#image = image;
    this.#host = host;
    this.#root = this.#element.attachShadow({ mode: 'open' });
    this.#root.adoptedStyleSheets.push(styleSheet(styles));
    this.#root.append(this.#dialog);
    this.#build();
    this.#listen();
  }

  /** @param textSignal aborted when the text is gone */
  open(textSignal: AbortSignal): void {
    const { signal } = this.#closing;
    textSignal.addEventListener(
      'abort',
      () => {
        this.#dialog.close();
      },
      { signal },
    );
    this.#view.dom.after(this.#element);
    this.#dialog.showModal();
    // An on-screen keyboard would cover the picture.
    if (!matchMedia('(pointer: coarse)').matches) {
      this.#alternative.select();
    }
    void this.#load();
  }

  get #target() {
    return this.#upload === undefined ? TEXT_TARGET : UPLOAD_TARGET;
  }

  get #upload() {
    return this.#host.upload() ?? undefined;
  }

  /** The name of the picture in messages, and of its file where it is uploaded. */
  get #name(): string {
    const name = this.#alternative.value
      .replace(/[\p{Cc}\\/:*?"<>|.]+/gu, ' ')
      .trim()
      .slice(0, MAX_NAME_UNITS)
      .trim();
    return name === '' ? pictureMessage('editPicture') : name;
  }

  #build(): void {
    const title = element('h2', { id: 'title' }, message('toolbar.editImage'));
    this.#dialog.setAttribute('aria-labelledby', title.id);
    // Takes the focus of clicks beside the controls, so that key presses come from the dialog.
    this.#dialog.tabIndex = -1;
    const close = button(
      '×',
      () => {
        this.#dialog.close();
      },
      'close',
    );
    close.ariaLabel = message('dialog.close');
    const header = element('header', {}, title, close);

    this.#canvas.setAttribute('role', 'img');
    this.#picture.append(this.#canvas, this.#frame.element);
    this.#picture.hidden = true;
    this.#size.setAttribute('role', 'status');
    // A size in German has its order in a page that is read from right to left, too.
    this.#size.dir = 'auto';
    const stage = element('div', { className: 'stage' }, this.#picture, this.#size);

    const turn = (quarters: 1 | -1, name: 'editTurnLeft' | 'editTurnRight') =>
      button(pictureMessage(name), () => {
        if (this.#edit !== undefined) {
          this.#set(turned(this.#edit, quarters, this.#target.maxSidePx));
          this.#commit();
        }
      });
    const buttons = element(
      'div',
      { className: 'buttons' },
      turn(-1, 'editTurnLeft'),
      turn(1, 'editTurnRight'),
      this.#undo,
      this.#reset,
      this.#compare,
    );
    const checkboxes = element(
      'div',
      { className: 'checkboxes' },
      labelled(pictureMessage('editGray'), this.#gray),
      labelled(pictureMessage('editInvert'), this.#invert),
    );
    const adjustments = element(
      'div',
      { className: 'adjustments' },
      checkboxes,
      labelled(pictureMessage('editBrightness'), this.#brightness),
      labelled(pictureMessage('editContrast'), this.#contrast),
      labelled(pictureMessage('editWidth'), this.#width),
    );
    this.#controls.disabled = true;
    this.#controls.append(stage, buttons, adjustments);

    this.#alternative.value = this.#image.source.alternative;
    this.#alternative.autocomplete = 'off';
    this.#alternative.dir = 'auto';
    const hint = element(
      'p',
      { className: 'hint', id: 'hint' },
      pictureMessage('editAlternativeHint'),
    );
    this.#alternative.setAttribute('aria-describedby', hint.id);
    const alternative = element(
      'div',
      { className: 'alternative' },
      labelled(pictureMessage('editAlternative'), this.#alternative),
      hint,
    );
    this.#status.setAttribute('role', 'status');

    const cancel = button(message('dialog.cancel'), () => {
      this.#dialog.close();
    });
    const form = element(
      'form',
      { noValidate: true },
      header,
      element('div', { className: 'body' }, this.#controls, alternative),
      this.#status,
      element('footer', {}, cancel, this.#apply),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#applyEdit();
    });
    this.#dialog.append(form);
  }

  #listen(): void {
    // The editor is a form control: to its page, these would be changes of its text.
    for (const type of ['input', 'change', 'submit']) {
      this.#element.addEventListener(type, (event) => {
        event.stopPropagation();
      });
    }
    this.#dialog.addEventListener('close', () => {
      this.#closing.abort();
      this.#storing?.abort();
      cancelAnimationFrame(this.#frameRequest);
      this.#image.release();
      this.#element.remove();
      this.#view.focus();
    });
    this.#dialog.addEventListener('keydown', (event) => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey);
      const isText = event.target === this.#alternative || event.target === this.#width;
      if (isUndo && !event.shiftKey && !isText) {
        event.preventDefault();
        this.#takeBack();
      }
    });
    const inputs = [this.#gray, this.#invert, this.#brightness, this.#contrast];
    for (const input of inputs) {
      input.addEventListener('input', () => {
        this.#readColors();
      });
      input.addEventListener('change', () => {
        this.#commit();
      });
    }
    this.#width.addEventListener('change', () => {
      if (this.#edit !== undefined) {
        const { maxSidePx } = this.#target;
        const width = Math.round(Number(this.#width.value));
        const max = maxWidth(this.#edit, maxSidePx);
        this.#set({ ...this.#edit, width: width >= 1 ? Math.min(width, max) : max });
        this.#commit();
      }
    });
  }

  async #load(): Promise<void> {
    const { signal } = this.#closing;
    const { address } = this.#image.source;
    this.#say(pictureMessage('editDecoding'));
    try {
      const [file, kernels] = await Promise.all([
        fileAt(address, this.#name, signal),
        loadImageKernels().catch((error: unknown) => {
          console.warn('Images cannot be edited.', error);
          throw new Error(message('paste.imagesUnavailable'));
        }),
      ]);
      const decoded = await decodedPicture(file, MAX_PREVIEW_PX, signal);
      const original = unedited(decoded, this.#target.maxSidePx);
      this.#opened = { file, decoded, kernels, original };
      this.#steps = [original];
      this.#controls.disabled = false;
      this.#picture.hidden = false;
      this.#say('');
      this.#set(original);
    } catch (error) {
      if (!signal.aborted) {
        this.#showUnread(address);
        this.#say(`${sentenceOf(error)} ${pictureMessage('editOnlyText')}`, 'problem');
      }
    }
  }

  /** Shows the picture of which no pixels can be read, where the browser can. */
  #showUnread(address: string): void {
    if (filterAttribute('img', 'src', address) !== undefined) {
      this.#controls.replaceChildren(element('img', { src: address, alt: '' }));
    } else {
      this.#controls.remove();
    }
  }

  #say(text: string, kind: 'problem' | 'progress' = 'progress', stop?: HTMLElement): void {
    this.#status.className = `status ${kind}`;
    this.#status.replaceChildren(...(text === '' ? [] : [text]), ...(stop ? [stop] : []));
  }

  #set(edit: PictureEdit): void {
    this.#edit = edit;
    this.#isComparing = false;
    this.#show();
  }

  /** Makes the present edit one that Undo goes back from. */
  #commit(): void {
    const last = this.#steps.at(-1);
    if (this.#edit !== undefined && last !== undefined && !isSameEdit(this.#edit, last)) {
      this.#steps.push(this.#edit);
      this.#show();
    }
  }

  #takeBack(): void {
    if (this.#steps.length > 1) {
      this.#steps.pop();
    }
    const last = this.#steps.at(-1);
    if (last !== undefined && this.#storing === undefined) {
      this.#set(last);
    }
  }

  #readColors(): void {
    if (this.#edit !== undefined) {
      this.#set({
        ...this.#edit,
        isGray: this.#gray.checked,
        isInverted: this.#invert.checked,
        brightness: this.#brightness.valueAsNumber,
        contrast: this.#contrast.valueAsNumber,
      });
    }
  }

  /** Shows the edit in the controls at once, and in the picture with the next frame. */
  #show(): void {
    if (this.#edit === undefined || this.#opened === undefined) {
      return;
    }
    const { isGray, isInverted, brightness, contrast, crop, quarters } = this.#edit;
    const { decoded, original } = this.#opened;
    this.#gray.checked = isGray;
    this.#invert.checked = isInverted;
    this.#brightness.valueAsNumber = brightness;
    this.#contrast.valueAsNumber = contrast;
    this.#width.valueAsNumber = this.#edit.width;
    this.#width.max = String(maxWidth(this.#edit, this.#target.maxSidePx));
    this.#size.textContent = pictureMessage('editSize', { ...resultSize(this.#edit) });
    this.#frame.show(turnedRectangle(crop, decoded, quarters), turnedSize(decoded, quarters));
    this.#frame.element.hidden = this.#isComparing;
    this.#compare.setAttribute('aria-pressed', String(this.#isComparing));
    this.#undo.disabled = this.#steps.length < 2;
    this.#reset.disabled = isSameEdit(this.#edit, original);
    this.#layOut(turnedSize(decoded, this.#isComparing ? 0 : quarters));
    cancelAnimationFrame(this.#frameRequest);
    this.#frameRequest = requestAnimationFrame(() => {
      this.#draw();
    });
  }

  #layOut({ width, height }: Size): void {
    const longest = Math.max(width, height);
    const natural = Math.round((width * Math.max(longest, MIN_SHOWN_PX)) / longest);
    this.#picture.style.setProperty('--ratio', String(width / height));
    this.#picture.style.setProperty('--natural', `${String(natural)}px`);
    this.#picture.classList.toggle('tiny', longest < MIN_SHOWN_PX);
  }

  #draw(): void {
    if (this.#edit === undefined || this.#opened === undefined) {
      return;
    }
    const { decoded, kernels } = this.#opened;
    const edit = this.#isComparing ? this.#opened.original : this.#edit;
    if (this.#turned?.quarters !== edit.quarters) {
      const picture = kernels.rotate(decoded.preview, edit.quarters);
      this.#turned = { quarters: edit.quarters, picture };
      this.#canvas.width = picture.width;
      this.#canvas.height = picture.height;
    }
    const { data, width } = this.#turned.picture;
    const pixels = new ImageData(data.slice(), width);
    recolor(kernels, pixels, edit);
    this.#canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  }

  async #applyEdit(): Promise<void> {
    if (this.#storing !== undefined) {
      return;
    }
    const text = this.#alternative.value.replace(/\s+/g, ' ').trim();
    const alternative = text === this.#image.source.alternative ? undefined : text;
    const storing = new AbortController();
    this.#storing = storing;
    this.#setBusy(true);
    try {
      const destination = await this.#stored(storing.signal);
      storing.signal.throwIfAborted();
      if (alternative === undefined && destination === undefined) {
        this.#dialog.close();
        return;
      }
      const result = replaceImage(this.#view, this.#image, { alternative, destination });
      if (result === 'done') {
        this.#dialog.close();
      } else {
        const problem = result === 'gone' ? 'editChanged' : 'editNoRoom';
        this.#say(pictureMessage(problem), 'problem');
      }
    } catch (error) {
      if (storing.signal.aborted) {
        this.#say('');
      } else {
        this.#say(sentenceOf(error), 'problem');
      }
    } finally {
      this.#storing = undefined;
      this.#setBusy(false);
    }
  }

  /** Stores the edited picture; undefined where its pixels stay as they are. */
  async #stored(signal: AbortSignal): Promise<string | undefined> {
    if (
      this.#opened === undefined ||
      this.#edit === undefined ||
      isSameEdit(this.#edit, this.#opened.original)
    ) {
      return undefined;
    }
    const bar = element('progress');
    const stop = element(
      'span',
      { className: 'stop' },
      bar,
      button(pictureMessage('editStop'), () => {
        this.#storing?.abort();
      }),
    );
    const name = this.#name;
    const file = new File([this.#opened.file], name);
    this.#say(pictureMessage('editPreparing'), 'progress', stop);
    const picture = await editedPicture(file, this.#edit, this.#target, signal);
    return storePicture(picture, name, {
      upload: this.#upload,
      signal,
      isAllowed: (url) => filterAttribute('img', 'src', url) !== undefined,
      progress: (fraction) => {
        if (fraction === undefined) {
          this.#say(pictureMessage('editUploading'), 'progress', stop);
        } else if (Number.isFinite(fraction)) {
          bar.value = Math.min(Math.max(fraction, 0), 1);
        }
      },
    });
  }

  #setBusy(isBusy: boolean): void {
    this.#controls.disabled = isBusy || this.#opened === undefined;
    this.#apply.disabled = isBusy;
    this.#alternative.readOnly = isBusy;
    this.#dialog.setAttribute('aria-busy', String(isBusy));
    if (!isBusy && this.#root.activeElement === null && this.#dialog.open) {
      this.#apply.focus();
    }
  }
}

function labelled(text: string, input: HTMLInputElement): HTMLLabelElement {
  const name = element('span', {}, text);
  return element('label', {}, ...(input.type === 'checkbox' ? [input, name] : [name, input]));
}

function slider(): HTMLInputElement {
  return element('input', { type: 'range', min: '-100', max: '100' });
}
