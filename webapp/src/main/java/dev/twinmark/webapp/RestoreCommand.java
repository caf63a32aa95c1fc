package dev.twinmark.webapp;

import dev.twinmark.documents.Maintenance;
import dev.twinmark.documents.Maintenance.Verification;
import dev.twinmark.documents.StoreException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
final class RestoreCommand implements Callable<Integer> {

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

  @Option(names = "--help", usageHelp = true, description = "Show this text and exit.")
  @SuppressWarnings("UnusedVariable") // Seen by picocli only.
  private boolean help;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    try {
      Verification result = Maintenance.restoreSqlite(file, data);
      result.defects().forEach(out::println);
      out.printf(
          "Documents: %d, changes: %d, defects: %d%n",
          result.documents(), result.changes(), result.defects().size());
      return result.defects().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (StoreException e) {
      command.commandLine().getErr().println(e.getMessage());
      return ExitCode.SOFTWARE;
    }
  }
}
