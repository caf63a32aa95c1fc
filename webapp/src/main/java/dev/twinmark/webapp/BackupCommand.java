package dev.twinmark.webapp;

import dev.twinmark.documents.Maintenance;
import dev.twinmark.documents.StoreException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies the embedded database. */
@Command(
    name = "backup",
    description =
        "Copies the database with the documents to a new file, as it is at one moment. The server"
            + " may run meanwhile. PostgreSQL has pg_dump for this.",
    footer = {"", "restore puts the copy into another folder."})
final class BackupCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "${env:TWINMARK_DATA:-" + DocumentSettings.DEFAULT_DATA + "}",
      description = "As for the server.")
  private Path data;

  @Parameters(paramLabel = "FILE", description = "The copy. There must be no such file.")
  private Path file;

  @Option(names = "--help", usageHelp = true, description = "Show this text and exit.")
  @SuppressWarnings("UnusedVariable") // Seen by picocli only.
  private boolean help;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    try {
      Maintenance.backupSqlite(data, file);
      return ExitCode.OK;
    } catch (StoreException e) {
      command.commandLine().getErr().println(e.getMessage());
      return ExitCode.SOFTWARE;
    }
  }
}
