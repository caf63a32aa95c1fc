package dev.twinmark.webapp.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twinmark.changes.ChangeSet;
import dev.twinmark.documents.Change;
import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.webapp.LiveContainer;
import dev.twinmark.webapp.Nginx;
import dev.twinmark.webapp.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random clients write in one document over lines that break. All of them have the same text in the
 * end, the log folds to it, and no push is in it twice.
 */
@Timeout(600)
class ConvergenceTest {

  private static final String SEED = "twinmark.liveSeed";

  private static final int CLIENTS = 6;
  private static final int STEPS = 1200;

  @ParameterizedTest
  @EnumSource(LiveContainer.class)
  void clientsConvergeByWebSocket(LiveContainer container) {
    converge(1, container, visitor -> id -> new SocketLine(visitor.open(id)));
  }

  @Test
  void clientsConvergeByEvents() {
    converge(1, LiveContainer.SERVER, visitor -> id -> new EventsLine(visitor, id));
  }

  /** With its defaults, nginx asks by HTTP/1.0 and buffers answers, unless a header forbids it. */
  @Test
  void clientsConvergeByEventsBehindNginx(@TempDir Path folder) {
    assumeTrue(Nginx.isInstalled(), "Debian's nginx-light is missing");
    var proxies = new ArrayList<Nginx>();
    try {
      converge(
          1,
          server -> {
            var nginx = new Nginx(folder, server.port());
            proxies.add(nginx);
            server.behind(nginx.port());
          },
          LiveContainer.SERVER,
          visitor -> id -> new EventsLine(visitor, id));
    } finally {
      proxies.forEach(Nginx::close);
    }
  }

  /** Each server finds the head moved by the other, and reads it by its poll. */
  @Test
  void clientsOfTwoServersConverge() {
    converge(2, LiveContainer.SERVER, visitor -> id -> new SocketLine(visitor.open(id)));
  }

  /** Opens lines of a visitor. */
  private interface Transport {
    Opening of(Visitor visitor);
  }

  private interface Opening {
    Line open(String id);
  }

  private static void converge(int serverCount, LiveContainer container, Transport transport) {
    converge(serverCount, server -> {}, container, transport);
  }

  /**
   * @param serverCount servers on one store, whose appends fail now and then
   * @param proxy puts a proxy before a server
   */
  private static void converge(
      int serverCount, Consumer<TestServer> proxy, LiveContainer container, Transport transport) {
    long seed = Long.getLong(SEED, System.nanoTime());
    System.out.println("Seed -D" + SEED + "=" + seed);
    var random = new Random(seed);
    var store = new InMemoryDocumentStore();
    var faulty = new FaultyStore();
    var servers = new ArrayList<TestServer>();
    for (int i = 0; i < serverCount; i++) {
      servers.add(TestServer.withDocuments(faulty.over(store), container));
    }
    try {
      servers.forEach(proxy);
      var owner = new Visitor(servers.get(0));
      String start = text(random, 200);
      String id = owner.create(start);
      var link = owner.link(id, "write");
      var writers = new ArrayList<Writer>();
      for (int i = 0; i < CLIENTS; i++) {
        Visitor visitor = new Visitor(servers.get(i % serverCount)).follow(link);
        writers.add(
            new Writer("%032x".formatted(i + 1), () -> transport.of(visitor).open(id), random));
      }
      for (int i = 0; i < STEPS; i++) {
        writers.get(random.nextInt(CLIENTS)).step();
      }
      for (Writer writer : writers) {
        writer.settle();
      }
      long head = store.find(id).orElseThrow().head();
      String expected = store.text(id).orElseThrow().text();
      for (Writer writer : writers) {
        writer.readUpTo(head);
        assertEquals(expected, writer.client.text, writer.client.id);
        writer.close();
      }
      assertLogIsWhole(store.changes(id, 0, Integer.MAX_VALUE), start, expected);
      assertTrue(faulty.failures() > 0, "Appends have failed");
    } finally {
      servers.forEach(TestServer::close);
    }
  }

  private static void assertLogIsWhole(List<Change> log, String start, String end) {
    var known = new HashSet<String>();
    String folded = start;
    for (Change change : log) {
      folded = change.changes().apply(folded);
      assertTrue(known.add(change.client() + " " + change.seq()), change.client());
    }
    assertEquals(end, folded);
    assertTrue(log.size() > CLIENTS, "Pushes were stored");
  }

  private static String text(Random random, int units) {
    // Halves of a surrogate pair may be parted by others' edits.
    String alphabet = "abc \n\u0000\"\\é漢\uD83D\uDE00";
    var text = new StringBuilder();
    for (int i = 0; i < units; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** A client and its line, which breaks now and then. */
  private static final class Writer {

    private final LiveClient client;
    private final Supplier<Line> lines;
    private final Random random;
    private Line line;

    Writer(String id, Supplier<Line> lines, Random random) {
      this.client = new LiveClient(id);
      this.lines = lines;
      this.random = random;
    }

    void step() {
      int kind = random.nextInt(100);
      if (kind < 50 && client.text != null) {
        client.edit(change());
      } else if (kind < 70) {
        connect();
        send(client.push());
      } else if (kind < 75) {
        // The same push again, as after an answer that was lost.
        connect();
        send(client.pushAgain());
      } else if (kind < 95) {
        read();
      } else {
        cut();
      }
    }

    private ChangeSet change() {
      int length = client.text.length();
      int from = random.nextInt(length + 1);
      int to = random.nextInt(3) == 0 ? Math.min(length, from + random.nextInt(9)) : from;
      return ChangeSet.replace(length, from, to, text(random, random.nextInt(4)));
    }

    private void connect() {
      if (line == null) {
        line = lines.get();
        line.hello(client);
        while (!client.isWelcome || client.text == null) {
          client.receive(line.next());
        }
        send(client.pushAgain());
      }
    }

    private void send(String frame) {
      if (frame != null) {
        line.send(frame);
      }
    }

    private void read() {
      if (line != null) {
        for (String frame = line.poll(); frame != null; frame = line.poll()) {
          client.receive(frame);
        }
      }
    }

    private void cut() {
      if (line != null) {
        line.close();
        line = null;
        client.disconnected();
      }
    }

    void settle() {
      connect();
      while (!client.isSettled()) {
        send(client.push());
        client.receive(line.next());
      }
    }

    void readUpTo(long version) {
      while (client.version < version) {
        client.receive(line.next());
      }
    }

    void close() {
      cut();
    }
  }
}
