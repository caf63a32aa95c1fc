package dev.twinmark.documents;

import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/** The tables of both databases. */
final class Schema {

  private static final String LOCATION = "classpath:dev/twinmark/documents/schema";

  private Schema() {}

  /**
   * Brings a database to the newest version.
   *
   * @param bytes the name of the database's type for bytes
   */
  static void migrate(DataSource source, String bytes) {
    try {
      flyway(source, bytes).migrate();
    } catch (FlywayException e) {
      throw new StoreException("The database was not brought to its newest version", e);
    }
  }

  private static Flyway flyway(DataSource source, String bytes) {
    return Flyway.configure()
        .dataSource(source)
        .locations(LOCATION)
        .placeholders(Map.of("bytes", bytes))
        .load();
  }

  /**
   * Checks that a database has the tables of this version, without changing it: a server of another
   * version may use it.
   *
   * @throws StoreException if not
   */
  static void requireNewest(DataSource source) {
    boolean isNewest;
    try {
      isNewest =
          Arrays.stream(flyway(source, "").info().all())
              .allMatch(one -> one.getState() == MigrationState.SUCCESS);
    } catch (FlywayException e) {
      throw new StoreException("The database cannot be read: " + e.getMessage(), e);
    }
    if (!isNewest) {
      throw new StoreException(
          "The database is not of this version of Twinmark: start its server with this one first");
    }
  }
}
