package dev.twinmark.webapp.documents;

import dev.twinmark.documents.AuditEntry;
import dev.twinmark.documents.AuditEntry.Act;
import dev.twinmark.documents.Documents;
import dev.twinmark.documents.Role;
import dev.twinmark.documents.StoreException;
import java.time.Instant;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes acts once they are done. */
final class Audit {

  private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

  private final Documents documents;

  Audit(Documents documents) {
    this.documents = documents;
  }

  /** Notes an act that is about no document. */
  void note(Request request, String account, Act act) {
    note(request, account, act, "");
  }

  void note(Request request, String account, Act act, String document) {
    note(request, account, act, document, "", null);
  }

  /**
   * @param link the id of a link; empty for none
   * @param role null for none
   */
  void note(Request request, String account, Act act, String document, String link, Role role) {
    // The peer, as in the access log: behind a proxy, its log has the clients.
    String address = Request.getRemoteAddr(request);
    var entry = new AuditEntry(Instant.now(), account, address, act, document, link, role);
    try {
      documents.note(entry);
    } catch (StoreException e) {
      // The act is done, and the client has to hear of it.
      LOG.error("An act is missing in the audit log: {}", entry, e);
    }
  }
}
