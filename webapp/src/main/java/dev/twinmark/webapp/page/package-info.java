/** The HTML around a document. */
package dev.twinmark.webapp.page;
