// The class alone, for those who give the element a name of their own.
export * from './editor/twinmark-editor.js';
