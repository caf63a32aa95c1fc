// Types of the elements in JSX of Solid: `import type {} from 'twinmark/solid'` once in a project.
import type { JSX } from 'solid-js';
import type {
  TwinmarkEditorElement,
  TwinmarkKeptDetail,
  TwinmarkLiveDetail,
  TwinmarkRenderDetail,
} from '../v1/element.js';
import type { TwinmarkPreviewElement } from '../v1/preview.js';
import type { TwinmarkEditorAttributes, TwinmarkPreviewAttributes } from './attributes.d.ts';

/** Solid names the listeners of events so: `on:` and the name of the event. */
interface RenderEvent {
  'on:twinmark-render'?: (event: CustomEvent<TwinmarkRenderDetail>) => void;
}

interface EditorEvents extends RenderEvent {
  'on:twinmark-caret'?: (event: Event) => void;
  'on:twinmark-split'?: (event: Event) => void;
  'on:twinmark-live'?: (event: CustomEvent<TwinmarkLiveDetail>) => void;
  'on:twinmark-kept'?: (event: CustomEvent<TwinmarkKeptDetail>) => void;
}

type Props<Attributes, Element> = Attributes & Omit<JSX.HTMLAttributes<Element>, keyof Attributes>;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'twinmark-editor': Props<TwinmarkEditorAttributes & EditorEvents, TwinmarkEditorElement>;
      'twinmark-preview': Props<TwinmarkPreviewAttributes & RenderEvent, TwinmarkPreviewElement>;
    }
  }
}
