package dev.twinmark.webapp.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.documents.AuditEntry;
import dev.twinmark.documents.AuditEntry.Act;
import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.documents.Role;
import dev.twinmark.webapp.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditedActsTest {

  @Test
  void actsAreNotedWithoutTextsAndSecrets() {
    var store = new InMemoryDocumentStore();
    try (var server = TestServer.withDocuments(store)) {
      Visitor ann = new Visitor(server);
      String id = ann.create("# Secret title");
      var link = ann.link(id, "write");
      String linkId = link.get("id").getAsString();
      Visitor ben = new Visitor(server).follow(link);
      String path = "/api/documents/" + id;
      assertEquals(200, ann.send("PUT", path + "/publication", "{}").statusCode());
      assertEquals(204, ann.send("DELETE", path + "/publication", null).statusCode());
      // Refused, so no act.
      assertEquals(403, ben.send("DELETE", path, null).statusCode());
      assertEquals(204, ann.send("DELETE", path + "/links/" + linkId, null).statusCode());
      assertEquals(204, ann.send("DELETE", path, null).statusCode());
      List<AuditEntry> acts = store.acts(id, 100);
      assertEquals(
          List.of(
              Act.DELETED,
              Act.LINK_REVOKED,
              Act.UNPUBLISHED,
              Act.PUBLISHED,
              Act.ROLE_GIVEN,
              Act.LINK_MADE,
              Act.CREATED),
          acts.stream().map(AuditEntry::act).toList());
      assertEquals(linkId, acts.get(1).link());
      assertEquals(Role.WRITE, acts.get(4).role());
      assertFalse(acts.get(4).account().equals(acts.get(5).account()));
      for (AuditEntry act : acts) {
        assertEquals("127.0.0.1", act.address());
        assertTrue(acts.get(0).account().equals(act.account()) || act.act() == Act.ROLE_GIVEN);
        assertFalse(act.toString().contains("Secret"), act.toString());
        String url = link.get("url").getAsString();
        assertFalse(act.toString().contains(url.substring(url.lastIndexOf('/') + 1)));
      }
    }
  }
}
