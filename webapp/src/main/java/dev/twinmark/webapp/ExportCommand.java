package dev.twinmark.webapp;

import dev.twinmark.documents.Maintenance;
import dev.twinmark.documents.Maintenance.Exported;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the documents of a server into a zip file. */
@Command(
    name = "export",
    description =
        "Writes all documents into a new zip file, as TITLE.md with the times of creation and last"
            + " change, and named versions in the folder versions/TITLE. The server may run"
            + " meanwhile.",
    footer = {
      "",
      "Exit status: 0 if all documents are in the file, 1 if not, with a line for each that is"
          + " damaged."
    })
final class ExportCommand extends MaintenanceCommand {

  @Mixin private DatabaseOptions database;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      required = true,
      description = "The zip file. There must be no such file.")
  private Path file;

  @Override
  List<String> run(PrintWriter out) {
    Exported result =
        database.with(
            folder -> Maintenance.exportSqlite(folder, file),
            url -> Maintenance.exportPostgresql(url, file));
    return report(out, result.documents(), "versions", result.versions(), result.defects());
  }
}
