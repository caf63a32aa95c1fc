// The script that a page includes for the engine alone.
export * from './engine/api.js';
export * from './engine/load-markdown.js';
