package dev.twinmark.webapp;

import dev.twinmark.documents.Maintenance;
import dev.twinmark.documents.Maintenance.Verification;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks the documents of a server. */
@Command(
    name = "verify",
    description =
        "Applies the changes of all documents from the beginning and compares the texts with the"
            + " stored ones. The server may run meanwhile.",
    footer = {"", "Exit status: 0 if all is well, 1 if not, with a line for each defect."})
final class VerifyCommand extends MaintenanceCommand {

  @Mixin private DatabaseOptions database;

  @Override
  List<String> run(PrintWriter out) {
    Verification result = database.with(Maintenance::verifySqlite, Maintenance::verifyPostgresql);
    return report(out, result.documents(), "changes", result.changes(), result.defects());
  }
}
