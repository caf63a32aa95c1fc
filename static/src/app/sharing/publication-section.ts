import { button, element } from '../../dom/elements.js';
import { sharingMessage } from '../../language/sharing-messages.js';
import { formatTime } from '../ui/format-time.js';
import type { Attempt } from './attempt.js';
import type { Publication, ServerDocument, ServerDocuments } from './server-documents.js';

/**
 * Returns the section that publishes a document, updates its page and removes it.
 *
 * @param passOnTitle makes the title of the document in this browser that of the page
 */
export function publicationSection(
  documents: ServerDocuments,
  { id, published }: ServerDocument,
  passOnTitle: () => Promise<void>,
  attempt: Attempt,
): HTMLElement {
  const section = element('section');
  const heading = element('h3', {}, sharingMessage('publish'));

  const show = (publication: Publication | null): void => {
    const index = element('input', { type: 'checkbox', checked: publication?.index ?? false });
    const publish = button(
      sharingMessage(publication === null ? 'publish' : 'publish.update'),
      () => {
        void attempt(async () => {
          await passOnTitle();
          show(await documents.publish(id, index.checked));
          return sharingMessage('published');
        });
      },
      'primary',
    );
    section.replaceChildren(
      heading,
      publication === null
        ? element('p', {}, sharingMessage('publish.none'))
        : element('p', {}, pageLink(publication), ` · ${publishedAt(publication)}`),
      element('label', { className: 'sharing-check' }, index, sharingMessage('publish.index')),
      element(
        'p',
        { className: 'sharing-buttons' },
        publish,
        ...(publication === null ? [] : [unpublish()]),
      ),
    );
  };

  const unpublish = (): HTMLButtonElement =>
    button(
      sharingMessage('publish.remove'),
      () => {
        void attempt(async () => {
          await documents.unpublish(id);
          show(null);
          return sharingMessage('publish.removed');
        });
      },
      'secondary',
    );

  show(published);
  return section;
}

function pageLink({ slug }: Publication): HTMLAnchorElement {
  return element(
    'a',
    { href: new URL(`p/${slug}`, document.baseURI).href, target: '_blank', rel: 'noopener' },
    sharingMessage('publish.open'),
  );
}

function publishedAt({ at }: Publication): string {
  return sharingMessage('publish.at', { time: formatTime(new Date(at).getTime()) });
}
