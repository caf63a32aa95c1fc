/**
 * Serves {@link dev.twinmark.documents}: {@link dev.twinmark.webapp.documents.DocumentRoutes} has
 * the addresses; frames travel by WebSocket, or by server-sent events and requests.
 */
package dev.twinmark.webapp.documents;
