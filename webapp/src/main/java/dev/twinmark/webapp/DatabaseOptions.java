package dev.twinmark.webapp;

import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that name the database of a server, of either kind. */
final class DatabaseOptions {

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "${env:TWINMARK_DATA:-" + DocumentSettings.DEFAULT_DATA + "}",
      description = "As for the server.")
  private Path data;

  @Option(
      names = "--database",
      paramLabel = "URL",
      defaultValue = "${env:TWINMARK_DATABASE:-" + CommandLine.Option.NULL_VALUE + "}",
      description = "As for the server.")
  private String database;

  Path data() {
    return data;
  }

  /** The URL of PostgreSQL; null for none. */
  String url() {
    return database;
  }

  /** Returns the outcome for the database that is named: PostgreSQL's, if there is one. */
  <T> T with(Function<Path, T> sqlite, Function<String, T> postgresql) {
    return database == null ? sqlite.apply(data) : postgresql.apply(database);
  }
}
