/** The engine's face towards JavaScript: what the Wasm module exports. */
package dev.twinmark.wasm;
