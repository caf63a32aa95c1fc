import { type Extension, Facet } from '@codemirror/state';
import { type EditorView, ViewPlugin } from '@codemirror/view';
import type { UploadImage } from '../api/editor.js';

/** The editor around the text, as far as pictures are concerned. */
export interface PictureHost {
  /** Returns the host page's function that stores pictures; null where they are written into the text. */
  upload(): UploadImage | null | undefined;
  /** Shows the progress of pictures, beside other messages; an empty text removes it. */
  show(text: string, controls: readonly HTMLElement[]): void;
}

const hosts = Facet.define<PictureHost>();

/** Aborts what is under way when the text is gone: another document is opened, or the editor removed. */
const openText = ViewPlugin.define(() => {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    destroy: () => {
      controller.abort();
    },
  };
});

/** Lets pictures be inserted. */
export function receivingPictures(host: PictureHost): Extension {
  return [hosts.of(host), openText];
}

/** The host of a text, and the signal that is aborted when the text is gone; undefined without a host. */
export function pictureHost(
  view: EditorView,
): { readonly host: PictureHost; readonly textSignal: AbortSignal } | undefined {
  const [host] = view.state.facet(hosts);
  const textSignal = view.plugin(openText)?.signal;
  return host === undefined || textSignal === undefined ? undefined : { host, textSignal };
}
