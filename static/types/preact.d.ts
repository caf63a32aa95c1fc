// Types of the elements in JSX of Preact: `import type {} from 'twinmark/preact'` once in a project.
import type { HTMLAttributes } from 'preact';
import type { TwinmarkEditorElement } from '../v1/element.js';
import type { TwinmarkPreviewElement } from '../v1/preview.js';
import type { TwinmarkEditorAttributes, TwinmarkPreviewAttributes } from './attributes.d.ts';
import type { EditorEvents, RenderEvent } from './prefixed-events.d.ts';

type Props<Attributes, Element extends EventTarget> = Attributes &
  Omit<HTMLAttributes<Element>, keyof Attributes>;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'twinmark-editor': Props<TwinmarkEditorAttributes & EditorEvents, TwinmarkEditorElement>;
      'twinmark-preview': Props<TwinmarkPreviewAttributes & RenderEvent, TwinmarkPreviewElement>;
    }
  }
}
