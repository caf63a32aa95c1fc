package dev.twinmark.webapp;

import dev.twinmark.documents.Maintenance;
import dev.twinmark.documents.Maintenance.Verification;
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

/** Checks the documents of a server. */
@Command(
    name = "verify",
    description =
        "Applies the changes of all documents from the beginning and compares the texts with the"
            + " stored ones. The server may run meanwhile.",
    footer = {"", "Exit status: 0 if all is well, 1 if not, with a line for each defect."})
final class VerifyCommand implements Callable<Integer> {

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

  @Option(names = "--help", usageHelp = true, description = "Show this text and exit.")
  @SuppressWarnings("UnusedVariable") // Seen by picocli only.
  private boolean help;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    try {
      Verification result =
          database == null
              ? Maintenance.verifySqlite(data)
              : Maintenance.verifyPostgresql(database);
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
