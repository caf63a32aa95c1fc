// Types of the elements in JSX of React 19: `import type {} from 'twinmark/react'` once in a project.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { TwinmarkEditorElement } from '../v1/element.js';
import type { TwinmarkPreviewElement } from '../v1/preview.js';
import type { TwinmarkEditorAttributes, TwinmarkPreviewAttributes } from './attributes.d.ts';
import type { EditorEvents, RenderEvent } from './prefixed-events.d.ts';

type Props<Attributes, Element> = Attributes &
  Omit<DetailedHTMLProps<HTMLAttributes<Element>, Element>, keyof Attributes>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'twinmark-editor': Props<TwinmarkEditorAttributes & EditorEvents, TwinmarkEditorElement>;
      'twinmark-preview': Props<TwinmarkPreviewAttributes & RenderEvent, TwinmarkPreviewElement>;
    }
  }
}
