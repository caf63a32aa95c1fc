/**
 * Documents that several people write at once: {@link dev.twinmark.documents.DocumentStore} keeps
 * texts, the changes that made them and the rights to them.
 */
package dev.twinmark.documents;
