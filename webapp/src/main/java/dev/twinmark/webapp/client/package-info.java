/** Clients of the server, told apart by their addresses, and what one of them may use of it. */
package dev.twinmark.webapp.client;
