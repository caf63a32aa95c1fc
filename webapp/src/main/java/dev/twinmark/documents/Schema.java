package dev.twinmark.documents;

import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;

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
    migrate(configuration(source, bytes));
  }

  /**
   * Brings a schema of an application's database to the newest version; it is made if there is
   * none.
   */
  static void migrate(DataSource source, String bytes, String schema) {
    migrate(configuration(source, bytes).schemas(schema).createSchemas(true));
  }

  /** Brings the tables to the newest version beside those of an application. */
  static void migrateBesideOthers(DataSource source, String bytes) {
    migrate(
        configuration(source, bytes)
            .table("twinmark_schema_history")
            .baselineOnMigrate(true)
            .baselineVersion("0"));
  }

  private static FluentConfiguration configuration(DataSource source, String bytes) {
    return Flyway.configure()
        .dataSource(source)
        .locations(LOCATION)
        .placeholders(Map.of("bytes", bytes));
  }

  private static void migrate(FluentConfiguration configuration) {
    try {
      configuration.load().migrate();
    } catch (FlywayException e) {
      throw new StoreException("The database was not brought to its newest version", e);
    }
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
          Arrays.stream(configuration(source, "").load().info().all())
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
