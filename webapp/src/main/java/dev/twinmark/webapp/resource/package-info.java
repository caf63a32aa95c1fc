/** What the class path has for the server. */
package dev.twinmark.webapp.resource;
