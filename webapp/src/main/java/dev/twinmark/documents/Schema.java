package dev.twinmark.documents;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

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
      Flyway.configure()
          .dataSource(source)
          .locations(LOCATION)
          .placeholders(Map.of("bytes", bytes))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreException("The database was not brought to its newest version", e);
    }
  }
}
