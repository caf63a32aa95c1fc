// Types of the elements in templates of Vue: `import type {} from 'twinmark/vue'` once in a project.
import type { DefineComponent, HTMLAttributes } from 'vue';
import type { TwinmarkRenderDetail } from '../v1/element.js';
import type { TwinmarkEditorAttributes, TwinmarkPreviewAttributes } from './attributes.d.ts';

/** Vue names the listener of `@twinmark-render` so. */
interface RenderEvent {
  onTwinmarkRender?: (event: CustomEvent<TwinmarkRenderDetail>) => void;
}

interface EditorEvents extends RenderEvent {
  onTwinmarkCaret?: (event: Event) => void;
  onTwinmarkSplit?: (event: Event) => void;
}

type Props<Attributes> = Attributes & Omit<HTMLAttributes, keyof Attributes>;

declare module 'vue' {
  interface GlobalComponents {
    'twinmark-editor': DefineComponent<Props<TwinmarkEditorAttributes & EditorEvents>>;
    'twinmark-preview': DefineComponent<Props<TwinmarkPreviewAttributes & RenderEvent>>;
  }
}
