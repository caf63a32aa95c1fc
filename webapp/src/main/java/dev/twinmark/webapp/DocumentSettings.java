package dev.twinmark.webapp;

import dev.twinmark.documents.Limits;
import dev.twinmark.webapp.documents.Creators;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The options of the documents that a server keeps.
 *
 * @param data the folder of the embedded database
 * @param database the address of another one, as in {@code jdbc:postgresql://…}; null for the
 *     embedded one
 * @param creators the visitors who may create documents
 * @param signIn the ways in which people sign in
 * @param maxAccountBytes the room of each account for documents, their changes and versions
 */
public record DocumentSettings(
    Path data, String database, Creators creators, SignInSettings signIn, long maxAccountBytes) {

  /** The folder for a first start. */
  public static final String DEFAULT_DATA = "data";

  /** The room of an account, unless operators set another. */
  public static final long DEFAULT_MAX_ACCOUNT_BYTES = Limits.BYTES_PER_ACCOUNT;

  private static final String POSTGRESQL = "jdbc:postgresql:";

  /**
   * @throws IllegalArgumentException when the database is of another kind, or the room is none; the
   *     message says so
   */
  public DocumentSettings {
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(creators, "creators");
    Objects.requireNonNull(signIn, "signIn");
    if (creators == Creators.SIGNED_IN && !signIn.isConfigured()) {
      throw new IllegalArgumentException(
          "--create-documents signed-in needs a way to sign in: --oidc-issuer or"
              + " --sign-in-header.");
    }
    if (maxAccountBytes < 1) {
      throw new IllegalArgumentException("An account must have room for at least one byte.");
    }
    if (database != null && !database.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException(
          "The database must be an address such as jdbc:postgresql://localhost/twinmark.");
    }
  }

  /** Settings with the usual room of accounts. */
  public DocumentSettings(Path data, String database, Creators creators, SignInSettings signIn) {
    this(data, database, creators, signIn, DEFAULT_MAX_ACCOUNT_BYTES);
  }
}
