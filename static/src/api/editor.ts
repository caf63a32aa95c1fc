/** A heading of the document. */
export interface Heading {
  /** In the preview. */
  readonly element: HTMLElement;
  /** From 1 to 6. */
  readonly level: number;
  /** What links lead to it by, as on GitHub: `#getting-started`, without the `#`; empty where it has none. */
  readonly name: string;
  /** Where it is in the text, the first line being 0; undefined where the server has rendered it. */
  readonly line: number | undefined;
}

/** What a `twinmark-render` event tells. */
export interface TwinmarkRenderDetail {
  /** From the first edit that this update shows to the preview updated, before it is painted. */
  readonly milliseconds: number;
}

/** One of the two sides. */
export type Pane = 'write' | 'read';

/** Something a writer can do to the text. */
export interface EditorCommand {
  readonly id: string;
  /** Its name, in the language of the page. */
  readonly label: string;
  /** In CodeMirror's notation, such as `Mod-b`; undefined where there is none. */
  readonly keys: string | undefined;
  run(): void;
  /** Whether the text at the caret is what the command makes; undefined where that makes no sense. */
  isActive(): boolean | undefined;
  isEnabled(): boolean;
}
