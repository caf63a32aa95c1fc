import { Facet } from '@codemirror/state';

/** How an extension tells the writer something, in a sentence or two. */
export const tell = Facet.define<(message: string) => void, (message: string) => void>({
  combine: ([first]) => first ?? (() => undefined),
});
