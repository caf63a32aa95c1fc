/** A heading of the document. */
export interface Heading {
  /** In the preview. */
  readonly element: HTMLElement;
  /** From 1 to 6. */
  readonly level: number;
  /**
   * The fragment of links to it, without the `#`: `getting-started`. Empty if it has none, as without the
   * extension `heading-ids`.
   */
  readonly name: string;
  /** Its line in the text, the first being 0; undefined if the server has rendered it. */
  readonly line: number | undefined;
}

/** The detail of a `twinmark-render` event. */
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
  /** Returns whether the command's formatting applies at the caret; undefined where that makes no sense. */
  isActive(): boolean | undefined;
  isEnabled(): boolean;
}

/**
 * Stores a picture that the user has inserted, and resolves to its address, which may be relative to the page.
 * Rejects with an `Error` whose message tells the user why it is not stored.
 *
 * @param file is scaled down, upright, without metadata, and named after its type
 */
export type UploadImage = (file: File, options: UploadImageOptions) => Promise<URL | string>;

export interface UploadImageOptions {
  /** Aborted when the user stops the upload, or the text is gone. */
  readonly signal: AbortSignal;
  /** Shows the user how much is done: from 0 to 1. */
  progress(fraction: number): void;
}
