// The module that the host page of a frame imports; see embed-page.ts for the frame.
export * from './embed/embed-twinmark.js';
