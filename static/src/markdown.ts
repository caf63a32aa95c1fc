// The script that a page includes for the engine alone.
export * from './engine/api.js';
