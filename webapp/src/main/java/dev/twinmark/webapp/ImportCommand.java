package dev.twinmark.webapp;

import dev.twinmark.documents.Maintenance;
import dev.twinmark.documents.Maintenance.Imported;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes documents of Markdown files. */
@Command(
    name = "import",
    description =
        "Makes a document of each Markdown file (.md) of a folder or of a zip file such as export"
            + " writes, with its times and named versions. Hidden files are left out. The server may"
            + " run meanwhile.",
    footer = {
      "",
      "Exit status: 0 if all files are documents now, 1 if not, with a line for each that is not:"
          + " import those alone when they are repaired, as the others would be there twice."
    })
final class ImportCommand extends MaintenanceCommand {

  @Mixin private DatabaseOptions database;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      required = true,
      description = "The folder or zip file.")
  private Path from;

  @Option(
      names = "--owner",
      paramLabel = "ID",
      required = true,
      description =
          "The account that gets the documents, or any document that it has created: its id is in"
              + " the editor's address, after ?document=.")
  private String owner;

  @Override
  List<String> run(PrintWriter out) {
    Imported result =
        database.with(
            folder -> Maintenance.importSqlite(folder, owner, from),
            url -> Maintenance.importPostgresql(url, owner, from));
    return report(out, result.documents(), "versions", result.versions(), result.defects());
  }
}
