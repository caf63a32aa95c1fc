/**
 * Documents in Jetty without servlets: {@link dev.twinmark.documents.jetty.JettySocket} is the end
 * of a line to an editor.
 */
package dev.twinmark.documents.jetty;
