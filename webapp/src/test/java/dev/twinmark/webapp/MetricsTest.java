package dev.twinmark.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-z_]+?)(?:_bucket|_sum|_count)?(?:\\{[a-z]+=\"[A-Za-z0-9_.+]+\"})? [0-9.E-]+");

  private static final int MAX_DOCUMENT_BYTES = 100_000;

  private static final int POLL_MS = 20;

  /** For some 10 s, as the machine may be busy. */
  private static final int MAX_POLLS = 500;

  private TestServer server;

  @BeforeEach
  void start() {
    server = new TestServer(MAX_DOCUMENT_BYTES);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void requestsAndDocumentsAreCounted() throws IOException, InterruptedException {
    // The server renders pages of its own when it starts.
    int before = count(server.metrics());
    assertEquals(200, server.render("a").statusCode());
    assertEquals(413, server.render("a".repeat(MAX_DOCUMENT_BYTES + 1)).statusCode());
    assertEquals(404, server.get("/nothing").statusCode());
    RawRequest.send(server.port(), "nonsense\r\n\r\n");
    awaitSample("twinmark_requests_total{status=\"2xx\"} 1");
    awaitSample("twinmark_requests_total{status=\"4xx\"} 3");
    awaitSample("twinmark_refused_requests_total{reason=\"length\"} 1");
    awaitSample("twinmark_render_seconds_count " + (before + 1));
    awaitSample("twinmark_render_seconds_bucket{le=\"+Inf\"} " + (before + 1));
    awaitSample("twinmark_waiting_documents{queue=\"short\"} 0");
    awaitSample("twinmark_rendering_documents 0");
    awaitSample("twinmark_body_bytes{pool=\"small\"} 0");
  }

  @Test
  void linesHaveTheFormOfPrometheus() {
    Set<String> described = new HashSet<>();
    for (String line : server.metrics().lines().toList()) {
      if (line.startsWith("# ")) {
        String[] words = line.split(" ", 4);
        described.add(words[1] + " " + words[2]);
        continue;
      }
      var sample = SAMPLE.matcher(line);
      assertTrue(sample.matches(), line);
      assertTrue(described.contains("HELP " + sample.group(1)), line);
      assertTrue(described.contains("TYPE " + sample.group(1)), line);
    }
    assertTrue(described.size() > 20, described::toString);
  }

  @Test
  void metricsAreOnTheirOwnPortOnly() {
    assertEquals(404, server.get("/metrics").statusCode());
    var page = server.send(HttpRequest.newBuilder(server.metricsAddress()));
    assertEquals(404, page.statusCode());
  }

  private static int count(String metrics) {
    String name = "twinmark_render_seconds_count ";
    return metrics
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToInt(line -> Integer.parseInt(line.substring(name.length())))
        .sum();
  }

  /** A request is logged after its client has the response. */
  private void awaitSample(String line) throws InterruptedException {
    String text = server.metrics();
    for (int i = 0; i < MAX_POLLS && text.lines().noneMatch(line::equals); i++) {
      Thread.sleep(POLL_MS);
      text = server.metrics();
    }
    assertTrue(text.lines().anyMatch(line::equals), line + " is not in\n" + text);
  }
}
