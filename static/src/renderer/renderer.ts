/**
 * Turns Markdown into HTML, somewhere. One render at a time: whoever calls `render` waits for its
 * result before calling it again (`RenderSchedule` sees to that).
 */
export interface Renderer {
  /**
   * How long to wait after an edit at least before rendering, in milliseconds: what rendering costs
   * that its duration does not tell.
   */
  readonly minimumDelay: number;

  /** Renders a whole document. Does not reject: a failure is a result, too. */
  render(source: string): Promise<RenderResult>;

  /** Frees what the renderer holds. It may be used again afterwards. */
  close(): void;
}

export type RenderResult = Rendered | Failed;

export interface Rendered {
  readonly kind: 'rendered';
  /** Not sanitized. */
  readonly html: string;
  /** What a reader should know, in a sentence or two; empty when there is nothing. */
  readonly notice: string;
}

/** There is no HTML, and the preview keeps what it has. */
export interface Failed {
  readonly kind: 'failed';
  /** What went wrong, and what to do, in a sentence or two. */
  readonly message: string;
}

export function rendered(html: string, notice = ''): Rendered {
  return { kind: 'rendered', html, notice };
}

export function failed(message: string): Failed {
  return { kind: 'failed', message };
}

/** What an `Error`, or whatever else was thrown, has to say, as a sentence. */
export function messageOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
