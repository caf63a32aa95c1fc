package dev.twinmark.webapp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.testing.Seeds;
import dev.twinmark.webapp.hostile.LongHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are broken, break off, or are made to be expensive. */
@Timeout(120)
class ClientFailureTest {

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(100_000);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nabcdeX",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
        "Transfer-Encoding: gzip\r\n\r\nx",
        "Content-Length: 9\r\n\r\nabc",
        "Content-Length: x\r\n\r\nabc",
        "Content-Length: 99999999999999999999\r\n\r\nabc",
        "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\nzz"
      })
  void brokenBodiesGet400OrNothing(String rest) throws IOException {
    for (String head :
        new String[] {
          "POST /api/render HTTP/1.1\r\nHost: x\r\nContent-Type: text/markdown\r\n",
          "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n",
          "POST /nothing HTTP/1.1\r\nHost: x\r\n",
          "GET / HTTP/1.1\r\nHost: x\r\n"
        }) {
      String log = logOf(() -> assertAnswer(raw(head + rest)));
      assertFalse(log.contains("\tat "), head + rest + log);
      // The request log has its line, which may be that of the request before.
      assertTrue(log.lines().allMatch(line -> line.contains("AccessLog")), head + rest + log);
    }
  }

  /** A body that is not read may leave an ordinary answer. */
  private static void assertAnswer(String response) {
    assertTrue(
        response.isEmpty() || response.matches("(?s)HTTP/1\\.1 (200|400|404|413|501) .*"),
        response);
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.0\\r\\n\\r\\n, 200",
    "POST /api/render HTTP/1.0\\r\\nContent-Type: text/markdown\\r\\n\\r\\nabc, 200",
    "GET / HTTP/1.1\\r\\nHost: x\\r\\nExpect: nonsense\\r\\nConnection: close\\r\\n\\r\\n, 417",
    "GET / HTTP/1.1\\r\\nHost: x\\r\\nCookie: a=\tb; language=de\\r\\nConnection: close\\r\\n\\r\\n, 200",
    "FOO / HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n, 405",
    "G\u0001T / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n, 400"
  })
  void oddRequestsGetTheirStatus(String request, int status) throws IOException {
    String response = raw(request.replace("\\r\\n", "\r\n"));
    assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
  }

  @Test
  void cookiesOfOthersDoNotHideTheLanguage() throws IOException {
    String cookies = "a=\tb; c=\u00ff; language=de";
    String response =
        raw("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + cookies + "\r\n\r\n");
    assertTrue(response.contains("lang=\"de\""), response);
  }

  @Test
  void longRunsInAnyHeaderAreAnswered() throws IOException {
    long seed = Seeds.next("the random headers");
    for (byte[] request : new LongHeaders(new Random(seed)).requests(300)) {
      String sent = new String(request, StandardCharsets.ISO_8859_1);
      String log =
          logOf(
              () -> {
                String response = raw(sent);
                assertTrue(
                    response.matches("(?s)HTTP/1\\.1 (200|304|4[0-9][0-9]|50[15]) .*"),
                    sent + response);
              });
      assertFalse(log.contains("\tat "), sent + log);
    }
  }

  private static String raw(String request) throws IOException {
    return RawRequest.send(server.port(), request);
  }

  /** Returns what the server logs during an action. */
  private static String logOf(Action action) throws IOException {
    PrintStream before = System.err;
    var log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(before);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  private interface Action {
    void run() throws IOException;
  }
}
