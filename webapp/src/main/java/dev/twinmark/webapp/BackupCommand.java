package dev.twinmark.webapp;

import dev.twinmark.documents.Maintenance;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies the embedded database. */
@Command(
    name = "backup",
    description =
        "Copies the database with the documents to a new file, as it is at one moment. The server"
            + " may run meanwhile. PostgreSQL has pg_dump for this.",
    footer = {"", "restore puts the copy into another folder."})
final class BackupCommand extends MaintenanceCommand {

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "${env:TWINMARK_DATA:-" + DocumentSettings.DEFAULT_DATA + "}",
      description = "As for the server.")
  private Path data;

  @Parameters(paramLabel = "FILE", description = "The copy. There must be no such file.")
  private Path file;

  @Override
  List<String> run(PrintWriter out) {
    Maintenance.backupSqlite(data, file);
    return List.of();
  }
}
