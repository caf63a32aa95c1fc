package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.testing.Seeds;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The people and cursors of a document that several servers have open. */
class PresenceTest {

  private static final String ID = "document";
  private static final int CORRUPTIONS = 20_000;

  private final TextStore store = new InMemoryDocumentStore();
  private final Map<String, TextStore.NoteListener> servers = new LinkedHashMap<>();

  /** Opens a server whose store tells notes to the others at once. */
  private OpenDocuments open(String name) {
    TextStore told =
        (TextStore)
            Proxy.newProxyInstance(
                TextStore.class.getClassLoader(),
                new Class<?>[] {TextStore.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "onTold" -> servers.put(name, (TextStore.NoteListener) arguments[0]);
                      case "tell" -> tell(name, (String) arguments[0], (String) arguments[1]);
                      default -> method.invoke(store, arguments);
                    });
    return new OpenDocuments(told, (document, account) -> Optional.of(Role.WRITE), null);
  }

  private Object tell(String server, String id, String note) {
    servers.forEach(
        (name, listener) -> {
          if (!name.equals(server)) {
            listener.told(server, id, note);
          }
        });
    return null;
  }

  @Test
  void peopleAndCursorsOfOtherServersAreShown() throws Exception {
    store.create(ID, "", false, "some text", Instant.now());
    try (OpenDocuments one = open("one");
        OpenDocuments two = open("two")) {
      TestLine a = TestLine.connect(one, ID, 'a', null);
      a.receive("{\"type\":\"cursor\",\"version\":0,\"ranges\":[[1,4]]}");
      TestLine b = TestLine.connect(two, ID, 'b', null);
      awaitPeople(b, "ba");
      awaitPeople(a, "ab");
      assertEquals(cursor('a', 0, "[1,4]"), b.next("cursor"));

      b.receive("{\"type\":\"push\",\"seq\":1,\"version\":0,\"changes\":[[0,\"new \"],9]}");
      TestLine later = TestLine.connect(two, ID, 'c', null);
      assertEquals(cursor('a', 1, "[5,8]"), later.next("cursor"));
      awaitPeople(a, "abc");

      a.session().lineEnded();
      awaitPeople(b, "bc");
      assertEquals(cursor('a', 1, null), b.next("cursor"));
    }
  }

  @Test
  void aClientThatChangesTheServerIsThereOnce() throws Exception {
    store.create(ID, "", false, "", Instant.now());
    try (OpenDocuments one = open("one");
        OpenDocuments two = open("two")) {
      TestLine b = TestLine.connect(two, ID, 'b', null);
      TestLine before = TestLine.connect(one, ID, 'a', null);
      awaitPeople(b, "ba");
      TestLine c = TestLine.connect(one, ID, 'c', null);
      TestLine.connect(two, ID, 'a', 0L);
      before.session().lineEnded();
      awaitPeople(c, "cba");
      awaitPeople(b, "bac");
    }
  }

  /** Waits until a client is told of these clients, in this order. */
  private static void awaitPeople(TestLine line, String digits) throws InterruptedException {
    var names = new StringBuilder();
    while (!names.toString().equals(digits)) {
      String frame = line.next("people");
      names.setLength(0);
      for (String part : frame.split("\"client\":\"", -1)) {
        if (!part.startsWith("{")) {
          names.append(part.charAt(0));
        }
      }
    }
  }

  private static String cursor(char client, long version, String range) {
    return "{\"type\":\"cursor\",\"client\":\""
        + String.valueOf(client).repeat(32)
        + "\",\"version\":"
        + version
        + ",\"ranges\":["
        + (range == null ? "" : range)
        + "]}";
  }

  /** A server as others see it, without its documents. */
  private static final class Server {
    final Map<String, Session> sessions = new LinkedHashMap<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final Presence presence = new Presence(sessions, () -> {}, told::add);

    void join(String client, String name) {
      var session = new Session(null, "account", null, "127.0.0.1", new TestLine(), 0);
      session.client = client;
      session.name = name;
      sessions.put(client, session);
      presence.join(session);
    }

    List<String> take() {
      presence.tellOthers();
      List<String> notes = List.copyOf(told);
      told.clear();
      return notes;
    }
  }

  @Test
  void lostNotesAreMadeUpFor() {
    var one = new Server();
    one.join(client(1), "Ann");
    one.take();
    var two = new Server();
    long now = System.nanoTime();
    one.presence.tick(now + Limits.PRESENCE_REPEAT.toNanos());
    one.take().forEach(note -> two.presence.told("one", note));
    assertTrue(two.presence.people().contains("Ann"));

    two.presence.tick(now + Limits.PRESENCE_REPEAT.toNanos());
    assertTrue(two.presence.people().contains("Ann"));
    two.presence.tick(System.nanoTime() + Limits.PRESENCE_LIFE.toNanos() + 1);
    assertFalse(two.presence.people().contains("Ann"), "its server is silent");
  }

  @Test
  void notesOfManyPeopleAreShortEnough() {
    var one = new Server();
    String longName = "\u6f22".repeat(Limits.NAME_UNITS);
    for (int i = 0; i < Limits.SESSIONS_PER_DOCUMENT; i++) {
      one.join(client(i), longName);
    }
    var two = new Server();
    for (String note : one.take()) {
      assertTrue(note.getBytes(StandardCharsets.UTF_8).length <= Limits.NOTE_BYTES);
      two.presence.told("one", note);
    }
    assertEquals(Limits.SESSIONS_PER_DOCUMENT, two.presence.count());
  }

  @Test
  void notesOfAnotherVersionAreHarmless() {
    var one = new Server();
    one.join(client(1), "Ann \"\\ \uD83D\uDE00");
    one.sessions.get(client(1)).cursor =
        new Session.Cursor(3, new int[] {1, 2, 7, 7}, System.nanoTime());
    String note = one.take().get(0);
    var random = new Random(Seeds.next("corruptions of notes"));
    var alphabet = "{}[]\",:0123456789-.eEnull\\abc \u0000\uD83D";
    for (int i = 0; i < CORRUPTIONS; i++) {
      var text = new StringBuilder(note);
      for (int n = random.nextInt(4); n >= 0; n--) {
        int at = random.nextInt(text.length());
        char unit = alphabet.charAt(random.nextInt(alphabet.length()));
        if (random.nextBoolean()) {
          text.setCharAt(at, unit);
        } else {
          text.insert(at, unit);
        }
      }
      var two = new Server();
      two.join(client(2), "Bo");
      two.presence.told("one", text.toString());
      two.presence.tellOthers();
      assertTrue(two.presence.people().contains("Bo"));
    }
  }

  private static String client(int number) {
    return "%032x".formatted(number);
  }

  @Test
  void peopleOfEachServerAreFewEnoughToBeListed() {
    var one = new Server();
    var notes = new ArrayList<String>();
    for (int i = 0; i < Limits.LISTED_PEOPLE; i++) {
      one.join(client(i), "Ann");
    }
    notes.addAll(one.take());
    var two = new Server();
    two.join(client(Limits.LISTED_PEOPLE), "Bo");
    notes.forEach(note -> two.presence.told("one", note));
    String people = two.presence.people();
    assertTrue(people.contains("Bo"), "the people of this server come first");
    assertEquals(Limits.LISTED_PEOPLE, people.split("\"client\"", -1).length - 1);
  }
}
