package dev.twinmark.webapp.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.twinmark.documents.AuditEntry;
import dev.twinmark.documents.AuditEntry.Act;
import dev.twinmark.testing.TestProvider;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The audit log and the limit of sign-ins. */
@Timeout(300)
class SignInActsTest extends ProviderTestBase {

  private static final int STEPS_AT_ONCE = 600;

  private List<Act> acts() {
    return store.acts("", Integer.MAX_VALUE).stream().map(AuditEntry::act).toList();
  }

  @Test
  void signInsAndSignOutsAreNotedWithoutNamesAndSecrets() {
    var ann = new Visitor(server);
    String answer = ann.answerOf(provider, "ann", "Ann");
    assertEquals(303, ann.get(answer).statusCode());
    String secret = ann.cookie("twinmark-sign-in");
    assertEquals(204, ann.send("POST", "/sign-out", null).statusCode());
    // Without a session, nothing ends.
    assertEquals(204, ann.send("POST", "/sign-out", null).statusCode());
    List<AuditEntry> entries = store.acts("", Integer.MAX_VALUE);
    assertEquals(List.of(Act.SIGNED_OUT, Act.SIGNED_IN), acts());
    String code = answer.replaceFirst(".*[?&]code=([^&]*).*", "$1");
    for (AuditEntry entry : entries) {
      assertEquals(entries.get(0).account(), entry.account());
      assertFalse(entry.account().isEmpty());
      assertEquals("127.0.0.1", entry.address());
      for (String kept : List.of("ann", "Ann", secret, code)) {
        assertFalse(entry.toString().contains(kept), entry.toString());
      }
    }
  }

  @Test
  void refusedSignInsAreNotedWithTheReason() {
    var cancelling = new Visitor(server);
    assertEquals(403, cancelling.get(cancelling.answerOf(provider, "", "")).statusCode());
    assertEquals(400, new Visitor(server).get("/sign-in/callback?code=a&state=b").statusCode());
    provider.change(token -> token.addProperty("aud", "another"));
    var deceived = new Visitor(server);
    assertEquals(502, deceived.get(deceived.answerOf(provider, "ann", "Ann")).statusCode());
    var waiting = new Visitor(server);
    String answer = waiting.answerOf(provider, "ann", "Ann");
    int port = provider.port();
    provider.close();
    assertEquals(502, waiting.get(answer).statusCode());
    provider = TestProvider.start(port);
    assertEquals(
        List.of(
            Act.SIGN_IN_UNREACHABLE, Act.SIGN_IN_INVALID, Act.SIGN_IN_EXPIRED, Act.SIGN_IN_DENIED),
        acts());
    store.acts("", Integer.MAX_VALUE).forEach(entry -> assertEquals("", entry.account()));
  }

  @Test
  void stepsOfSignInsAreLimited() {
    var visitor = new Visitor(server);
    for (int i = 0; i < STEPS_AT_ONCE; i++) {
      assertEquals(400, visitor.get("/sign-in/callback").statusCode());
    }
    // One more passes every 20 s.
    HttpResponse<String> last = visitor.get("/sign-in/callback");
    int passed = STEPS_AT_ONCE;
    while (last.statusCode() == 400) {
      passed++;
      last = visitor.get("/sign-in/callback");
    }
    assertEquals(429, last.statusCode());
    // Refused steps leave no entries: these would push other acts out of the log.
    assertEquals(passed, acts().size());
  }
}
