import type { Notices } from '../ui/notices.js';
import type { DocumentAccess } from './document-access.js';
import type { OpenFile } from './open-file.js';

/** The members of the editor that files and exports use. */
export interface RenderedText {
  readonly value: string;
  readonly preview: HTMLElement;
  rendered(): Promise<boolean>;
}

/** The dependencies of the actions on files. */
export interface FilesContext {
  readonly editor: RenderedText;
  readonly documents: DocumentAccess;
  readonly openFile: OpenFile;
  readonly notices: Notices;
}
