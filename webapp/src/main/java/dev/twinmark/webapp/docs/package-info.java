/** The documentation: the files in {@code docs}, as pages with their examples running beside. */
package dev.twinmark.webapp.docs;
