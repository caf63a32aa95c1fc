/**
 * Tells the compiler from Java to Wasm where TeaVM's class library must not stand in for the JVM's.
 * Runs in the build only.
 */
package dev.twinmark.wasm.compiler;
