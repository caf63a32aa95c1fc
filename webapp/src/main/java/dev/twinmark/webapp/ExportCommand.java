package dev.twinmark.webapp;

import dev.twinmark.documents.Maintenance;
import dev.twinmark.documents.Maintenance.Exported;
import dev.twinmark.documents.StoreException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
final class ExportCommand implements Callable<Integer> {

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

  @Option(
      names = "--to",
      paramLabel = "FILE",
      required = true,
      description = "The zip file. There must be no such file.")
  private Path file;

  @Option(names = "--help", usageHelp = true, description = "Show this text and exit.")
  @SuppressWarnings("UnusedVariable") // Seen by picocli only.
  private boolean help;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    try {
      Exported result =
          database == null
              ? Maintenance.exportSqlite(data, file)
              : Maintenance.exportPostgresql(database, file);
      result.defects().forEach(out::println);
      out.printf(
          "Documents: %d, versions: %d, defects: %d%n",
          result.documents(), result.versions(), result.defects().size());
      return result.defects().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (StoreException e) {
      command.commandLine().getErr().println(e.getMessage());
      return ExitCode.SOFTWARE;
    }
  }
}
