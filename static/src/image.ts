// The script that a page or a worker includes for the kernels for pictures.
export { ContentSecurityPolicyError, UnsupportedBrowserError } from './engine/api.js';
export * from './image/api.js';
export * from './image/load-image-kernels.js';
