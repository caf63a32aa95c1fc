import type { TwinmarkEditorElement } from '../../editor/twinmark-editor.js';

/**
 * Goes to the heading that the fragment of the page's address refers to: its link was opened in another tab
 * or kept as a bookmark. Browsers do not find the heading, because the document is rendered after page load.
 *
 * @param fragment the fragment of the address, with its `#`
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
