/**
 * Kernels for pictures: colours, size, and position of pixels, the same on the JVM and, as {@code
 * image.wasm}, in browsers.
 */
package dev.twinmark.image;
