import { Annotation } from '@codemirror/state';

/** Marks a change that does not come from the user: of a script that sets the value, or of other users. */
export const programmatic = Annotation.define<boolean>();
