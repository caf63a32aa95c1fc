/** The face of the engine and of the kernels towards JavaScript: what the Wasm modules export. */
package dev.twinmark.wasm;
