package dev.twinmark.webapp;

import dev.twinmark.documents.StoreException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command on the documents of a server, which may run meanwhile or not. */
abstract class MaintenanceCommand implements Callable<Integer> {

  @Option(names = "--help", usageHelp = true, description = "Show this text and exit.")
  @SuppressWarnings("UnusedVariable") // Seen by picocli only.
  private boolean help;

  @Spec private CommandSpec command;

  /**
   * Does the work.
   *
   * @return the defects that were found
   * @throws StoreException when that is not possible; the message is the user's
   */
  abstract List<String> run(PrintWriter out);

  @Override
  public final Integer call() {
    try {
      return run(command.commandLine().getOut()).isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (StoreException e) {
      command.commandLine().getErr().println(e.getMessage());
      return ExitCode.SOFTWARE;
    }
  }

  /** Prints a line for each defect, and one with the numbers. Returns the defects. */
  static List<String> report(
      PrintWriter out, long documents, String parts, long count, List<String> defects) {
    defects.forEach(out::println);
    out.printf("Documents: %d, %s: %d, defects: %d%n", documents, parts, count, defects.size());
    return defects;
  }
}
