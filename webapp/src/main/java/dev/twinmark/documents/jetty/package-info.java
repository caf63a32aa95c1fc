/**
 * Documents in Jetty without servlets: {@link dev.twinmark.documents.jetty.JettySocket} is the
 * WebSocket of an editor.
 */
package dev.twinmark.documents.jetty;
