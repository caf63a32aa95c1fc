/** Limits the HTML that may reach a page, by the one allow-list that the browser has, too. */
package dev.twinmark.sanitizer;
