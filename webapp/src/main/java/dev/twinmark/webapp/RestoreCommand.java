package dev.twinmark.webapp;

import dev.twinmark.documents.Maintenance;
import dev.twinmark.documents.Maintenance.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts a backup into a folder for a server. */
@Command(
    name = "restore",
    description =
        "Verifies a copy that backup has made, and puts it into a folder that has no database. No"
            + " server may run there. PostgreSQL has pg_restore for this.",
    footer = {
      "",
      "Exit status: 0 if the folder has the database, 1 if not, with a line for each defect."
    })
final class RestoreCommand extends MaintenanceCommand {

  @Option(
      names = "--from",
      paramLabel = "FILE",
      required = true,
      description = "The copy, which stays as it is.")
  private Path file;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "${env:TWINMARK_DATA:-" + DocumentSettings.DEFAULT_DATA + "}",
      description = "As for the server. It is created if there is none.")
  private Path data;

  @Override
  List<String> run(PrintWriter out) {
    Verification result = Maintenance.restoreSqlite(file, data);
    return report(out, result.documents(), "changes", result.changes(), result.defects());
  }
}
