/**
 * Documents that several people write at once: {@link dev.twinmark.documents.Documents} checks the
 * rights, {@link dev.twinmark.documents.OpenDocuments} gives the changes of connected clients their
 * order, and {@link dev.twinmark.documents.DocumentStore} keeps texts, the changes that made them
 * and the rights to them.
 *
 * <p>An application with users of its own begins with {@code OpenDocuments}, a {@link
 * dev.twinmark.documents.TextStore}, and an {@link dev.twinmark.documents.Access}.
 */
package dev.twinmark.documents;
