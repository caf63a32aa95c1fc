/** The built files of the module twinmark-parser-wasm, found on the class path. */
package dev.twinmark.webapp.assets;
