import type { Notices } from '../ui/notices.js';
import type { LibraryAccess } from './library-access.js';
import type { EditorText, OpenFile } from './open-file.js';

/** What of the editor exports need. */
export interface RenderedText extends EditorText {
  rendered(): Promise<boolean>;
}

/** What the actions on files work with. */
export interface FilesContext {
  readonly editor: RenderedText;
  readonly library: LibraryAccess;
  readonly openFile: OpenFile;
  readonly notices: Notices;
}
