import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';

/**
 * Goes where an address of the page leads within the document: that of a heading's anchor, opened in another
 * tab or kept as a bookmark. No browser finds that, for the document comes after the page.
 *
 * @param fragment the address's, with its `#`
 */
export async function goToHeading(editor: TwinmarkEditorElement, fragment: string): Promise<void> {
  if (await editor.rendered()) {
    const heading = editor
      .headings()
      .find(({ name }) => name !== '' && `#${encodeURIComponent(name)}` === fragment);
    if (heading?.line !== undefined) {
      editor.goToLine(heading.line);
    }
  }
}
