import { EditorSelection } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { tell } from '../codemirror/tell.js';
import { message } from '../language/catalogue.js';
import { filterAttribute } from '../sanitizer/allow-list.js';
import { insertLater, type Place } from './pending.js';
import { pictureHost } from '../pictures/picture-host.js';
import type { Image, ReceivedPictures } from './pictures.lazy.js';
import { imageSeparator } from './place.js';

/**
 * Replaces the selection with pictures, as one step to undo, as soon as they are prepared and stored. Those
 * that are refused are left out, with a message that says why. The alternative text of the first one is
 * selected then, for the user to replace.
 */
export async function insertPictures(view: EditorView, files: readonly File[]): Promise<void> {
  const found = pictureHost(view);
  if (found === undefined) {
    return;
  }
  const received = import('./pictures.lazy.js').then(
    ({ receivePictures }) =>
      receivePictures(files, found.host, {
        signal: found.textSignal,
        isAllowed: (url) => filterAttribute('img', 'src', url) !== undefined,
        focus: () => {
          view.focus();
        },
      }),
    (error: unknown): ReceivedPictures => {
      console.warn('Images cannot be inserted.', error);
      return { images: [], problems: [message('paste.imagesUnavailable')] };
    },
  );
  const place = await insertLater(
    view,
    view.state.selection.main,
    received.then(({ images }) =>
      images.length === 0
        ? ''
        : (state, place) => ({
            text: images.map(markdownOf).join(imageSeparator(state, place)),
          }),
    ),
  );
  const { images, problems } = await received;
  if (place !== undefined && images[0] !== undefined) {
    selectAlternative(view, place, images[0]);
  }
  // Not before: a change of the text takes a message away.
  if (problems.length > 0) {
    tell(view, problems.join(' '));
  }
}

function markdownOf({ alternative, destination }: Image): string {
  return `![${alternative}](${destination})`;
}

/** Leaves the selection where the user has put it meanwhile. */
function selectAlternative(view: EditorView, place: Place, { alternative }: Image): void {
  const { main } = view.state.selection;
  if (main.empty && main.head === place.to) {
    const from = place.from + '!['.length;
    view.dispatch({
      selection: EditorSelection.range(from, from + alternative.length),
      scrollIntoView: true,
    });
  }
}
