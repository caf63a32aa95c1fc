import { renderSafeHtml } from 'twinmark/render';
import { NoteForm } from './note-form';
import { text } from './note-store';

// Rendered at each request, as the note changes.
export const dynamic = 'force-dynamic';

export default async function Page() {
  const html = await renderSafeHtml(text());
  return (
    <main>
      <article className="markdown" dangerouslySetInnerHTML={{ __html: html }} />
      <NoteForm text={text()} />
    </main>
  );
}
