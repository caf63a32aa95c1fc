package dev.twinmark.webapp;

import com.google.gson.JsonObject;
import dev.twinmark.documents.AuditEntry;
import dev.twinmark.documents.Maintenance;
import dev.twinmark.documents.Maintenance.AuditQuery;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the acts on documents. */
@Command(
    name = "audit",
    description =
        "Prints who has created, shared, published, exported and deleted documents, oldest first:"
            + " an object of JSON on each line, without texts, titles and secrets. The server may"
            + " run meanwhile.",
    footer = {"", "Acts are kept for 90 days."})
final class AuditCommand extends MaintenanceCommand {

  @Mixin private DatabaseOptions database;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      defaultValue = "1970-01-01",
      description = "The first day, in UTC, such as 2026-11-30. Default: all.")
  private LocalDate since;

  @Option(
      names = "--document",
      paramLabel = "ID",
      defaultValue = "",
      description = "The acts on one document, also on one that is deleted.")
  private String document;

  @Option(
      names = "--account",
      paramLabel = "ID",
      defaultValue = "",
      description = "The acts of one account.")
  private String account;

  @Override
  List<String> run(PrintWriter out) {
    Instant from = since.atStartOfDay(ZoneOffset.UTC).toInstant();
    var query = new AuditQuery(from, document, account);
    long unused =
        database.with(
            folder -> Maintenance.auditSqlite(folder, query, entry -> out.println(json(entry))),
            url -> Maintenance.auditPostgresql(url, query, entry -> out.println(json(entry))));
    out.flush();
    return List.of();
  }

  private static JsonObject json(AuditEntry entry) {
    var object = new JsonObject();
    object.addProperty("at", entry.at().toString());
    object.addProperty("account", entry.account());
    object.addProperty("address", entry.address());
    object.addProperty("act", entry.act().id());
    if (!entry.document().isEmpty()) {
      object.addProperty("document", entry.document());
    }
    if (!entry.link().isEmpty()) {
      object.addProperty("link", entry.link());
    }
    if (entry.role() != null) {
      object.addProperty("role", entry.role().id());
    }
    return object;
  }
}
