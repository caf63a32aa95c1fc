/**
 * Tells the compiler from Java to Wasm which resources go into the module, and where TeaVM's class
 * library must not stand in for the JVM's. Runs in the build only.
 */
package dev.twinmark.wasm.compiler;
