import { dataURLOf } from '../../util/data-url.js';
import { picturesIn } from '../pictures/picture-name.js';
import { serverPicturesIn } from '../pictures/server-picture.js';
import { withOtherAddresses } from '../pictures/replace-addresses.js';

/**
 * Prepares to write the pictures that this browser or the server keeps into copies of a preview's content.
 *
 * @returns changes a copy
 */
export async function embeddedPictures(preview: Element): Promise<(copy: Element) => void> {
  const embedded = new Map<string, string>();
  for (const image of storedImages(preview)) {
    const address = addressOf(image);
    if (!embedded.has(address)) {
      embedded.set(address, await withOtherAddresses(address, dataURLOf));
    }
  }
  return (copy) => {
    for (const image of storedImages(copy)) {
      image.setAttribute('src', embedded.get(addressOf(image)) ?? addressOf(image));
    }
  };
}

function storedImages(content: Element): Element[] {
  return [...content.querySelectorAll('img')].filter(
    (image) => picturesIn(addressOf(image)).size > 0 || serverPicturesIn(addressOf(image)).size > 0,
  );
}

function addressOf(image: Element): string {
  return image.getAttribute('src') ?? '';
}
