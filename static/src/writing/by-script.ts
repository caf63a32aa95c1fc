import { Annotation } from '@codemirror/state';

/** On what is not the writer's doing, but a script's that sets the value. */
export const byScript = Annotation.define<boolean>();
