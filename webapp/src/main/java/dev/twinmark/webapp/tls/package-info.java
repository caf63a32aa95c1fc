/** Certificates of the server, from files in PEM form, and their renewal. */
package dev.twinmark.webapp.tls;
