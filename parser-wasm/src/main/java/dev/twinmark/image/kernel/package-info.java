/**
 * The loops over pixels, shared by the JVM and WebAssembly. They check no arguments: {@link
 * dev.twinmark.image.ImageKernels} does on the JVM, and the loader of the module in JavaScript.
 */
package dev.twinmark.image.kernel;
