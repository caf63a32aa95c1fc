// Compiled, and not run: the declarations say what is there.
import { TwinmarkEditorElement } from 'twinmark';
import { TwinmarkEditorElement as Alone } from 'twinmark/element';
import { type EmbeddedEditor, embedTwinmark } from 'twinmark/embed';
import { type NewPicture, loadImageKernels } from 'twinmark/image';
import { type LiveDocument, loadMarkdown, RenderError } from 'twinmark/markdown';
import { renderSafeHtml } from 'twinmark/render';

const editor: TwinmarkEditorElement = document.createElement('twinmark-editor');
editor.addEventListener('twinmark-render', ({ detail }) => detail.milliseconds.toFixed());
customElements.define('my-editor', class extends Alone {});

export const frame: Promise<EmbeddedEditor> = embedTwinmark(document.body, {
  src: 'https://twinmark.example/embed',
});

export async function open(): Promise<LiveDocument | undefined> {
  try {
    return (await loadMarkdown()).openDocument(editor.value);
  } catch (error) {
    return error instanceof RenderError && error.reason === 'depth' ? undefined : Promise.reject(error);
  }
}

export async function small(photo: ImageData): Promise<ImageData> {
  const { data, width }: NewPicture = (await loadImageKernels()).resize(photo, 320, 200);
  return new ImageData(data, width);
}

export const html: Promise<string> = renderSafeHtml(editor.value, { extensions: ['github'] });

// @ts-expect-error There is no such member.
editor.nothing();
