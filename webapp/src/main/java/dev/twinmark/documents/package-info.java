/**
 * Documents that several people write at once: {@link dev.twinmark.documents.DocumentStore} keeps
 * texts, the changes that made them and the rights to them, {@link
 * dev.twinmark.documents.JdbcDocumentStore} in SQLite or PostgreSQL.
 */
package dev.twinmark.documents;
