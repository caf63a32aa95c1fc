import { message } from '../../language/catalogue.js';
import { choose } from '../ui/choice-dialog.js';
import type { DocumentStore } from './document-store.js';
import { newestFirst } from './newest-first.js';

/** The user’s choice in place of a document that is not in this browser. */
export type Instead =
  { readonly kind: 'restore' | 'open'; readonly id: string } | { readonly kind: 'list' | 'new' };

/** Tells the user that the document of the page's address is not in this browser, and offers others. */
export async function chooseInstead(store: DocumentStore, id: string): Promise<Instead> {
  const isTrashed = (await store.trash()).some(({ entry }) => entry.id === id);
  const [last] = newestFirst(await store.list(), Date.now());
  const choices: Record<string, string> = {};
  if (isTrashed) {
    choices['restore'] = message('trash.restore');
  }
  if (last !== undefined) {
    choices['open'] = message('documents.openLast', { title: last.title });
    choices['list'] = message('documents.showAll');
  }
  choices['new'] = message('documents.newDocument');
  const answer = await choose(
    message(isTrashed ? 'documents.missing.inTrash' : 'documents.missing'),
    message(isTrashed ? 'documents.missing.inTrashText' : 'documents.missingText'),
    choices,
  );
  if (answer === 'restore') {
    return { kind: answer, id };
  }
  if (answer === 'open' && last !== undefined) {
    return { kind: answer, id: last.id };
  }
  return { kind: answer === 'list' ? answer : 'new' };
}
