package dev.twinmark.webapp.documents;

import static dev.twinmark.webapp.documents.Clients.FIRST;
import static dev.twinmark.webapp.documents.Clients.SECOND;
import static dev.twinmark.webapp.documents.Clients.hello;
import static dev.twinmark.webapp.documents.Clients.push;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.twinmark.changes.ChangeSet;
import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.webapp.LiveContainer;
import dev.twinmark.webapp.TestServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Frames that no client of ours sends: refused, or the line is closed with a reason. */
@Timeout(300)
@ParameterizedClass
@EnumSource(LiveContainer.class)
class HostileFramesTest {

  private static final Logger ROOT = (Logger) LoggerFactory.getLogger("ROOT");
  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

  private static TestServer server;
  @Parameter LiveContainer container;
  private Visitor owner;
  private String id;

  @BeforeParameterizedClassInvocation
  static void start(LiveContainer container) {
    server = TestServer.withDocuments(new InMemoryDocumentStore(), container);
    LOG.start();
    ROOT.addAppender(LOG);
  }

  @BeforeEach
  void create() {
    owner = new Visitor(server);
    id = owner.create("Hello");
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    // The stop waits for the server's tasks, whose failures would be logged by then.
    server.close();
    ROOT.detachAppender(LOG);
    List<ILoggingEvent> failures =
        List.copyOf(LOG.list).stream().filter(event -> event.getThrowableProxy() != null).toList();
    assertEquals(List.of(), failures, "There are no stack traces");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "null",
        "[]",
        "{}",
        "{\"type\":1}",
        "{\"type\":\"nonsense\"}",
        "{\"type\":\"welcome\"}",
        "{\"type\":\"cursor\",\"version\":0,\"ranges\":[]}{}",
        "{\"type\":\"push\"}",
        "{\"type\":\"push\",\"seq\":1,\"version\":NaN,\"changes\":[5]}",
        "{\"type\":\"push\",\"seq\":1,\"version\":-1,\"changes\":[5]}",
        "{\"type\":\"push\",\"seq\":1,\"version\":0.5,\"changes\":[5]}",
        "{\"type\":\"push\",\"seq\":1,\"version\":1e999999999,\"changes\":[5]}",
        "{\"type\":\"push\",\"seq\":9007199254740992,\"version\":0,\"changes\":[5]}",
        "{\"type\":\"push\",\"seq\":99999999999999999999,\"version\":0,\"changes\":[5]}",
        "{\"type\":\"push\",\"seq\":\"1\",\"version\":0,\"changes\":[5]}",
        "{\"type\":\"cursor\",\"version\":0,\"ranges\":[[1]]}",
        "{\"type\":\"cursor\",\"version\":0,\"ranges\":[[1,99999999]]}",
        "{\"type\":\"cursor\",\"version\":0,\"ranges\":[[0,0],[0,0],[0,0],[0,0],[0,0],[0,0],[0,0],[0,0],[0,0]]}",
        "{\"type\":\"hello\",\"protocol\":1,\"client\":\"0123456789abcdef0123456789abcdef\",\"version\":null}"
      })
  void closesALineThatSendsNoMessage(String frame) {
    try (LiveSocket socket = joined()) {
      socket.send(frame);
      assertTrue(socket.end().startsWith("closed 1008 "));
    }
    assertIsWell();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "../..", "ABCDEF0123456789ABCDEF0123456789", "é"})
  void clientsHaveIdsOf32Digits(String client) {
    try (LiveSocket socket = owner.open(id)) {
      socket.send(hello(client, "null"));
      assertTrue(socket.end().startsWith("closed 1008 "));
    }
  }

  @Test
  void helloComesFirst() {
    try (LiveSocket socket = owner.open(id)) {
      socket.send(push(1, 0, ChangeSet.empty(5)));
      assertTrue(socket.end().startsWith("closed 1008 "));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 0; [5]; malformed",
        "1; 1; [5]; malformed",
        "1; 0; {}; malformed",
        "1; 0; null; malformed",
        "1; 0; [5,[]]; malformed",
        "1; 0; [5,[-1]]; malformed",
        "1; 0; [5,[1e3]]; malformed",
        "1; 0; [5,[0,1]]; malformed",
        "1; 0; [5,[0,\"a\\rb\"]]; malformed",
        "1; 0; [2147483647,2147483647,9]; malformed",
        "1; 0; [4]; length",
        "1; 0; [6]; length",
        "1; 0; []; length",
        "1; 0; [4294967301]; malformed"
      })
  void refusesPushes(long seq, long version, String changes, String reason) {
    try (LiveSocket socket = joined()) {
      socket.send(
          "{\"type\":\"push\",\"seq\":"
              + seq
              + ",\"version\":"
              + version
              + ",\"changes\":"
              + changes
              + "}");
      assertTrue(
          socket
              .next("refused")
              .startsWith(
                  "{\"type\":\"refused\",\"seq\":" + seq + ",\"reason\":\"" + reason + "\""));
      // The line goes on.
      socket.send(push(2, 0, ChangeSet.replace(5, 5, 5, "!")));
      socket.next("changes");
    }
  }

  @Test
  void refusesADocumentThatWouldBeTooLong() {
    try (LiveSocket socket = joined()) {
      socket.send(push(1, 0, ChangeSet.replace(5, 0, 0, "x".repeat(2 * 1024 * 1024))));
      assertTrue(socket.next("refused").contains("\"reason\":\"limit\""));
    }
  }

  @Test
  void cursorsAreWithinTheText() {
    try (LiveSocket socket = joined();
        LiveSocket witness = owner.open(id)) {
      witness.send(hello(SECOND, "null"));
      witness.next("text");
      socket.send("{\"type\":\"cursor\",\"version\":0,\"ranges\":[[2000000,6]]}");
      assertTrue(witness.next("cursor").endsWith("\"ranges\":[[5,5]]}"));
      witness.send(push(1, 0, ChangeSet.replace(5, 0, 5, "")));
      witness.next("changes");
      socket.send("{\"type\":\"cursor\",\"version\":0,\"ranges\":[[6,7],[0,2000000]]}");
      assertTrue(witness.next("cursor").endsWith("\"ranges\":[[0,0],[0,0]]}"));
    }
  }

  @Test
  void nestingIsRefused() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    try (LiveSocket socket = joined()) {
      socket.send("{\"type\":\"push\",\"seq\":1,\"version\":0,\"changes\":" + deep + "}");
      assertTrue(socket.end().startsWith("closed 1008 "));
    }
    assertIsWell();
  }

  @Test
  void longFramesEndTheLine() {
    try (LiveSocket socket = joined()) {
      String frame = "{\"type\":\"" + "x".repeat(10_000_000) + "\"}";
      try {
        socket.send(frame);
      } catch (CompletionException e) {
        // The server may have closed the line before all was sent.
        assertTrue(e.getCause() instanceof IOException, e.toString());
      }
      assertTrue(LiveSocket.isClosed(socket.end()));
    }
    assertIsWell();
  }

  private LiveSocket joined() {
    LiveSocket socket = owner.open(id);
    socket.send(hello(FIRST, "null"));
    socket.next("text");
    return socket;
  }

  private void assertIsWell() {
    assertEquals("Hello", owner.get("/api/documents/" + id + "/text").body());
  }
}
