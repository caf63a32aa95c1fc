/**
 * The server: {@link dev.twinmark.webapp.Main} reads flags and environment, {@link
 * dev.twinmark.webapp.TwinmarkServer} listens. What answers a request is in {@code http}; what it
 * answers with comes from {@code render} (the document), {@code docs} (the documentation), {@code
 * page} (the HTML around it) and {@code assets} (scripts, styles and the module). {@code client}
 * counts what each client uses.
 */
package dev.twinmark.webapp;
