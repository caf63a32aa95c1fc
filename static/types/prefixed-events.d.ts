import type {
  TwinmarkKeptDetail,
  TwinmarkLiveDetail,
  TwinmarkRenderDetail,
} from '../v1/element.js';

/** The event of both elements, as React and Preact name its property: `on` and the name of the event. */
export interface RenderEvent {
  'ontwinmark-render'?: (event: CustomEvent<TwinmarkRenderDetail>) => void;
}

/** The events of `<twinmark-editor>`, named in the same way. */
export interface EditorEvents extends RenderEvent {
  'ontwinmark-caret'?: (event: Event) => void;
  'ontwinmark-split'?: (event: Event) => void;
  'ontwinmark-live'?: (event: CustomEvent<TwinmarkLiveDetail>) => void;
  'ontwinmark-kept'?: (event: CustomEvent<TwinmarkKeptDetail>) => void;
}
