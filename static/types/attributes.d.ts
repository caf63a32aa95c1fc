import type { TwinmarkEditorElement } from '../v1/element.js';
import type { TwinmarkPreviewElement } from '../v1/preview.js';

/** Attributes of `<twinmark-editor>`, apart from the global attributes of HTML. */
export interface TwinmarkEditorAttributes extends Partial<
  Pick<
    TwinmarkEditorElement,
    | 'autogrow'
    | 'disabled'
    | 'live'
    | 'mode'
    | 'name'
    | 'pane'
    | 'placeholder'
    | 'required'
    | 'split'
    | 'theme'
    | 'toolbar'
    | 'uploadImage'
    | 'value'
  >
> {
  debounce?: number | string;
  dirname?: string;
  extensions?: string;
  form?: string;
  'live-name'?: string;
  'live-version'?: number | string;
  maxlength?: number | string;
  minlength?: number | string;
  readonly?: boolean | '';
  spotlight?: boolean | '';
  'storage-key'?: string;
  sync?: string;
}

/** Attributes of `<twinmark-preview>`, apart from the global attributes of HTML. */
export interface TwinmarkPreviewAttributes extends Partial<
  Pick<TwinmarkPreviewElement, 'markdown' | 'src'>
> {
  extensions?: string;
  theme?: 'light' | 'dark' | 'auto';
}
