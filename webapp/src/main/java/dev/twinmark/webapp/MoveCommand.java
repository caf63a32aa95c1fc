package dev.twinmark.webapp;

import dev.twinmark.documents.Maintenance;
import dev.twinmark.documents.Maintenance.Verification;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Copies the documents of a server to a database of the other kind. */
@Command(
    name = "move",
    description =
        "Copies all documents, with their changes, versions, links, rights and publications, from"
            + " the embedded database to PostgreSQL, or back, and checks the copy as verify does."
            + " Stop the server before, and start it with the other database afterwards. The source"
            + " stays as it is.",
    footer = {
      "",
      "Exit status: 0 if all is in the target, 1 if not: it is empty then, with a line for each"
          + " defect."
    })
final class MoveCommand extends MaintenanceCommand {

  /** The database that gets the documents. */
  private enum Target {
    database,
    data
  }

  @Mixin private DatabaseOptions database;

  @Option(
      names = "--to",
      paramLabel = "TARGET",
      required = true,
      description = "The one that gets the documents, and is empty: database or data.")
  private Target target;

  @Spec private CommandSpec command;

  @Override
  List<String> run(PrintWriter out) {
    if (database.url() == null) {
      throw new ParameterException(
          command.commandLine(), "The database of PostgreSQL is missing: --database.");
    }
    Verification result =
        target == Target.database
            ? Maintenance.moveToPostgresql(database.data(), database.url())
            : Maintenance.moveToSqlite(database.url(), database.data());
    return report(out, result.documents(), "changes", result.changes(), result.defects());
  }
}
