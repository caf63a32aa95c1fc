package dev.twinmark.webapp;

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
 */
public record DocumentSettings(
    Path data, String database, Creators creators, SignInSettings signIn) {

  /** The folder for a first start. */
  public static final String DEFAULT_DATA = "data";

  private static final String POSTGRESQL = "jdbc:postgresql:";

  /**
   * @throws IllegalArgumentException when the database is of another kind; the message says so
   */
  public DocumentSettings {
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(creators, "creators");
    Objects.requireNonNull(signIn, "signIn");
    if (creators == Creators.SIGNED_IN && !signIn.isConfigured()) {
      throw new IllegalArgumentException(
          "Nobody can sign in to create documents: give --oidc-issuer or --sign-in-header as"
              + " well.");
    }
    if (database != null && !database.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException(
          "The database must be an address such as jdbc:postgresql://localhost/twinmark.");
    }
  }
}
