/** What of a document's HTML may reach a page, by the one allow-list that the browser has, too. */
package dev.twinmark.sanitizer;
