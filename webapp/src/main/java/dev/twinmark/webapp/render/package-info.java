/** From Markdown to HTML that may be shown, within limits of time and load. */
package dev.twinmark.webapp.render;
