/** Reads the server's resources from the class path. */
package dev.twinmark.webapp.resource;
