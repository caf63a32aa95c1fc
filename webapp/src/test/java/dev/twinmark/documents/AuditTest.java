package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinmark.documents.AuditEntry.Act;
import dev.twinmark.documents.Maintenance.AuditQuery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {

  private static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

  @TempDir Path folder;
  private JdbcDocumentStore store;

  @BeforeEach
  void open() {
    store = JdbcDocumentStore.sqlite(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private AuditEntry note(Instant at, String account, String document) {
    var entry = new AuditEntry(at, account, "127.0.0.1", Act.CREATED, document, "", null);
    store.note(entry);
    return entry;
  }

  private List<AuditEntry> read(Instant since, String document, String account) {
    List<AuditEntry> acts = new ArrayList<>();
    long count =
        Maintenance.auditSqlite(folder, new AuditQuery(since, document, account), acts::add);
    assertEquals(acts.size(), count);
    return acts;
  }

  @Test
  void operatorsReadActsOfRunningServers() {
    AuditEntry second = note(NOW.plusSeconds(1), "ben", "b");
    AuditEntry first = note(NOW, "ann", "a");
    AuditEntry third = note(NOW.plusSeconds(2), "ann", "b");
    assertEquals(List.of(first, second, third), read(Instant.EPOCH, "", ""));
    assertEquals(List.of(second, third), read(NOW.plusSeconds(1), "", ""));
    assertEquals(List.of(second, third), read(Instant.EPOCH, "b", ""));
    assertEquals(List.of(third), read(Instant.EPOCH, "b", "ann"));
  }

  @Test
  void oldActsAreRemoved() {
    note(NOW.minus(Limits.AUDIT_AGE).minusMillis(1), "ann", "a");
    AuditEntry kept = note(NOW.minus(Limits.AUDIT_AGE), "ann", "a");
    store.prune(NOW.minus(Limits.LOG_AGE));
    assertEquals(List.of(kept), read(Instant.EPOCH, "", ""));
  }

  @Test
  void theOldestActsGoBeyondTheLimit() {
    List<AuditEntry> acts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      acts.add(note(NOW.plusSeconds(i), "ann", "a"));
    }
    try (Database database = Sqlite.openForWritingBeside(folder)) {
      database.write(c -> JdbcAudit.prune(c, Instant.EPOCH, 3));
    }
    assertEquals(acts.subList(2, 5), read(Instant.EPOCH, "", ""));
  }
}
