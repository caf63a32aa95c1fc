package dev.twinmark.webapp.hostile;

import static dev.twinmark.webapp.hostile.Attacker.bytes;
import static dev.twinmark.webapp.hostile.Attacker.document;
import static dev.twinmark.webapp.hostile.Attacker.get;
import static dev.twinmark.webapp.hostile.Attacker.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.testing.Seeds;
import dev.twinmark.webapp.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A second client is served while a first one attacks. The times are printed, and not asserted:
 * they are the machine's. {@code -Dtwinmark.hostile.seconds=60} attacks for longer.
 */
@Tag("packaged")
class HostileTest {

  private static final Duration ATTACK =
      Duration.ofMillis(
          (long)
              (1000 * Double.parseDouble(System.getProperty("twinmark.hostile.seconds", "1.5"))));

  /** Limits {@link Attacker}'s threads to some thousand attempts a second. */
  private static final Duration PAUSE_BETWEEN_ATTEMPTS = Duration.ofMillis(50);

  /** Pairs of requests that warm up the JVM, which is not to be taken for an attack. */
  private static final int COLD_REQUESTS = 50;

  /** Pairs of requests that tell the times before an attack. */
  private static final int REQUESTS_BEFORE = 10;

  private static final String FORM = "application/x-www-form-urlencoded";

  private static final byte[] MEGABYTE = bytes("markdown=" + "x".repeat(1 << 20));

  /** The attacks of a client. They repeat until the attacker is closed. */
  enum Scenario {
    LANGUAGE_HEADERS {
      @Override
      void begin(Attacker attacker) {
        String tag = "x-" + "a-".repeat(3700) + "b";
        repeat(attacker, 220, () -> attacker.exchange(get("/", "Accept-Language: " + tag)));
        repeat(attacker, 110, () -> attacker.exchange(get("/", "Cookie: language=" + tag)));
      }
    },
    LONG_PATHS {
      @Override
      void begin(Attacker attacker) {
        String path = "/assets/" + "a/".repeat(2000) + "a.js";
        repeat(attacker, 100, () -> attacker.exchange(get(path)));
        repeat(attacker, 100, () -> attacker.exchange(get("/", "Cookie: a=\tb", "X: \u00ff")));
      }
    },
    UNFINISHED_FORMS {
      @Override
      void begin(Attacker attacker) {
        for (int i = 0; i < 300; i++) {
          attacker.run(() -> attacker.open(post("/", FORM, "Content-Length: 2000000"), MEGABYTE));
        }
      }
    },
    SMALL_UNFINISHED_FORMS {
      @Override
      void begin(Attacker attacker) {
        byte[] part = bytes("markdown=" + "x".repeat(60_000));
        for (int i = 0; i < 1000; i++) {
          attacker.run(() -> attacker.open(post("/", FORM, "Content-Length: 64000"), part));
        }
      }
    },
    DRIPPING_BODIES {
      @Override
      void begin(Attacker attacker) {
        for (int i = 0; i < 60; i++) {
          attacker.run(
              () -> {
                var socket = attacker.open(post("/", FORM, "Transfer-Encoding: chunked"));
                while (attacker.isOpen()) {
                  socket.getOutputStream().write(bytes("1\r\nx\r\n"));
                  LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
              });
        }
      }
    },
    LONG_DOCUMENTS {
      @Override
      void begin(Attacker attacker) {
        String brackets = "[a\n".repeat(1_700_000);
        String images = "![[]()".repeat(160_000);
        String prose = "Some *text* and `code`.\n\n".repeat(200_000);
        repeat(attacker, 4, () -> attacker.exchange(document(brackets)));
        repeat(attacker, 4, () -> attacker.exchange(document(images)));
        repeat(attacker, 4, () -> attacker.exchange(document(prose)));
      }
    },
    EXPANDING_DOCUMENTS {
      @Override
      void begin(Attacker attacker) {
        String references = "[a]: /" + "b".repeat(30_000) + "\n\n" + "[a]\n".repeat(6_000);
        String table = "|a".repeat(1001) + "|\n" + "|-".repeat(1001) + "|\n" + "|x\n".repeat(990);
        repeat(attacker, 8, () -> attacker.exchange(document(references)));
        repeat(attacker, 8, () -> attacker.exchange(document(table)));
      }
    },
    DOCUMENTATION_FIRST {
      @Override
      void begin(Attacker attacker) {
        String images = "![[]()".repeat(160_000);
        repeat(attacker, 4, () -> attacker.open(document(images)));
        repeat(attacker, 300, () -> attacker.exchange(get("/docs")));
      }
    },
    BROKEN_BODIES {
      @Override
      void begin(Attacker attacker) {
        repeat(
            attacker,
            100,
            () ->
                attacker.exchange(post("/", FORM, "Transfer-Encoding: chunked"), bytes("zz\r\n")));
        repeat(
            attacker,
            100,
            () ->
                attacker
                    .open(post("/api/render", "text/markdown", "Content-Length: 9"), bytes("x"))
                    .close());
      }
    },
    SILENT_CONNECTIONS {
      @Override
      void begin(Attacker attacker) {
        for (int i = 0; i < 2000; i++) {
          attacker.run(() -> attacker.open(bytes("GET / HTTP/1.1\r\nHost: x\r\nX: ")));
        }
      }
    },
    SLOW_READERS {
      @Override
      void begin(Attacker attacker) {
        String document = "<b>x</b> ".repeat(100_000);
        for (int i = 0; i < 200; i++) {
          attacker.run(() -> attacker.open(document(document)));
        }
      }
    },
    FLOOD {
      @Override
      void begin(Attacker attacker) {
        repeat(attacker, 1_000, () -> attacker.exchange(get("/")));
      }
    },
    TREES_OF_JSON {
      @Override
      void begin(Attacker attacker) {
        byte[] tree = bytes("{\"text\":\"x\",\"a\":[" + "0,".repeat(3_900_000) + "0]}");
        repeat(attacker, 8, () -> attacker.exchange(json(tree.length), tree));
      }
    },
    UNREAD_TEXTS {
      @Override
      void begin(Attacker attacker) {
        attacker.run(
            () -> {
              StoredText stored = StoredText.create(attacker);
              for (int i = 0; i < 200; i++) {
                attacker.open(get(stored.path() + "/text", stored.cookie()));
              }
            });
      }
    },
    UNREAD_STREAMS {
      @Override
      void begin(Attacker attacker) {
        attacker.run(
            () -> {
              StoredText stored = StoredText.create(attacker);
              for (int i = 0; i < 200; i++) {
                String events = "/events?client=%032x".formatted(i);
                attacker.open(get(stored.path() + events, stored.cookie()));
              }
            });
      }
    },
    RANDOM_HEADERS {
      @Override
      void begin(Attacker attacker) {
        long seed = Seeds.next("the random headers");
        var headers = new LongHeaders(new Random(seed));
        List<byte[]> requests = headers.requests(500);
        for (byte[] request : requests) {
          attacker.run(() -> attacker.exchange(request));
        }
      }
    };

    abstract void begin(Attacker attacker);

    /** Does something in several threads, again and again. */
    private static void repeat(Attacker attacker, int times, Attacker.Attack attack) {
      for (int i = 0; i < times; i++) {
        again(attacker, attack);
      }
    }

    private static void again(Attacker attacker, Attacker.Attack attack) {
      attacker.run(
          () -> {
            try {
              attack.run();
            } finally {
              // The attacker has a machine of its own elsewhere: here it must not use up this one.
              LockSupport.parkNanos(PAUSE_BETWEEN_ATTEMPTS.toNanos());
              if (attacker.isOpen()) {
                again(attacker, attack);
              }
            }
          });
    }
  }

  private static byte[] json(int length) {
    return post(
        "/api/documents", "application/json", "Origin: http://x", "Content-Length: " + length);
  }

  /** A long document of the attacker's on the server. */
  private record StoredText(String path, String cookie) {

    private static final Pattern ANSWER =
        Pattern.compile("(?s).*Set-Cookie: ([^;]+).*\"id\":\"(\\w+)\".*");

    static StoredText create(Attacker attacker) throws IOException {
      byte[] text = bytes("{\"text\":\"" + "\\u00e9".repeat(1_000_000) + "\"}");
      String answer = attacker.exchange(json(text.length), text);
      Matcher matcher = ANSWER.matcher(answer);
      if (!matcher.matches()) {
        throw new IllegalStateException(answer);
      }
      return new StoredText("/api/documents/" + matcher.group(2), "Cookie: " + matcher.group(1));
    }
  }

  /** Serves all scenarios: its start and its first requests take longer than an attack. */
  private static ServerProcess server;

  private static byte attackers;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    server = new ServerProcess(folder.resolve("log"), "--data", folder.resolve("data").toString());
    try (var ordinary = new OrdinaryClient(server.address())) {
      ordinary.warmUp(COLD_REQUESTS);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void ordinaryClientIsServedDuring(Scenario scenario) throws IOException, InterruptedException {
    int logged = server.log().length();
    // A client that nothing has been counted of yet.
    byte[] address = {127, 0, 1, ++attackers};
    try (var ordinary = new OrdinaryClient(server.address());
        var attacker = new Attacker(server.socketAddress(), address)) {
      OrdinaryClient.Measurement peace = ordinary.warmUp(REQUESTS_BEFORE);
      ordinary.start();
      scenario.begin(attacker);
      TimeUnit.MILLISECONDS.sleep(ATTACK.toMillis());
      OrdinaryClient.Measurement attack = ordinary.finish();
      System.out.printf("%-24s %s (before: %s)%n", scenario, attack, peace);
      assertTrue(server.isAlive(), "The server has ended");
      assertEquals(List.of(), peace.failures());
      assertEquals(List.of(), attack.failures());
      assertTrue(attack.requests() > 0);
      assertEquals(List.of(), attacker.failures());
      String log = server.log().substring(logged);
      assertFalse(log.contains("\tat "), "The log has a stack trace: " + log);
    }
  }
}
