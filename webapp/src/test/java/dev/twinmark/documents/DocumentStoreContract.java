package dev.twinmark.documents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.changes.ChangeSet;
import dev.twinmark.changes.RandomChanges;
import dev.twinmark.documents.AuditEntry.Act;
import dev.twinmark.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tests that every store passes. */
abstract class DocumentStoreContract {

  static final Instant NOW = Instant.parse("2026-11-30T09:00:00.123Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  /** Units that an encoding could lose. */
  private static final String HOSTILE = "\0 \ud800 \udc00\ud800 \ud83d\ude00 é \u2028 \uffff";

  private static final int STEPS = Integer.getInteger("twinmark.store.steps", 600);

  /** Half a year in steps of a day: some images come and go ten times. */
  private static final int IMAGE_STEPS = 250;

  DocumentStore store;
  private String account;

  /** Opens an empty store, or one that other tests have used. */
  abstract DocumentStore open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
    account = newAccount();
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private String newAccount() {
    return store.account(newId());
  }

  /** Tests may share a store, as two servers do: each has documents of its own. */
  static String newId() {
    return UUID.randomUUID().toString();
  }

  private String newDocument(String text) {
    String id = newId();
    store.create(id, account, "Title", true, text, NOW);
    return id;
  }

  private Change change(String client, long seq, ChangeSet changes) {
    return new Change(client, seq, account, "Ann", changes, LATER);
  }

  private static String textOf(DocumentStore store, String id) {
    return store.text(id).orElseThrow().text();
  }

  @Test
  void peopleHaveOneAccountEach() {
    String subject = newId();
    String made = store.account(new Person("https://a.example", subject, HOSTILE));
    assertEquals(made, store.account(new Person("https://a.example", subject, "Ann")));
    assertEquals(Optional.of(new Person("https://a.example", subject, "Ann")), store.person(made));
    assertNotEquals(made, store.account(new Person("https://b.example", subject, "Ann")));
    assertNotEquals(made, store.account(new Person("https://a.example", newId(), "Ann")));
    assertTrue(store.hasAccount(made));
    assertEquals(Optional.empty(), store.person(account));
    assertFalse(store.hasAccount(newId()));
  }

  @Test
  void sessionsOfPeopleEnd() {
    String person = store.account(new Person("i", newId(), ""));
    String first = newId();
    String second = newId();
    store.addSignIn(first, person, LATER);
    store.addSignIn(second, person, LATER);
    assertEquals(Optional.of(person), store.findSignIn(first, NOW));
    assertEquals(Optional.empty(), store.findSignIn(first, LATER));
    assertEquals(Optional.empty(), store.findAccount(first));
    assertTrue(store.endSignIn(first));
    assertFalse(store.endSignIn(first));
    assertEquals(Optional.empty(), store.findSignIn(first, NOW));
    assertEquals(Optional.of(person), store.findSignIn(second, NOW));
  }

  @Test
  void mergingGivesAnAccountAllOfAnother() {
    String session = newId();
    String browser = store.account(session);
    String person = store.account(new Person("i", newId(), ""));
    String own = newId();
    store.create(own, browser, "Title", true, "own", NOW);
    String shared = newDocument("shared");
    String both = newDocument("both");
    for (String id : List.of(shared, both)) {
      Link link = new Link(newId(), Role.WRITE, "", NOW, null);
      String token = newId();
      store.addLink(id, link, token);
      store.follow(token, browser, NOW);
      if (id.equals(both)) {
        store.follow(token, person, NOW);
      }
    }
    assertTrue(store.bindClient(own, "client", browser, NOW));

    assertTrue(store.merge(browser, person));
    assertEquals(Optional.of(Role.OWN), store.role(own, person, NOW));
    assertEquals(Optional.of(Role.WRITE), store.role(shared, person, NOW));
    assertEquals(3, store.documentsOf(person, NOW).size());
    assertEquals(List.of(), store.documentsOf(browser, NOW));
    assertTrue(store.bindClient(own, "client", person, NOW));
    assertEquals(Optional.empty(), store.findAccount(session));
    assertFalse(store.hasAccount(browser));
    // A link that is revoked takes the right from the merged account, too.
    store.revokeLink(shared, store.links(shared).get(0).id());
    assertEquals(Optional.empty(), store.role(shared, person, NOW));
    assertFalse(store.merge(browser, person));
  }

  @Test
  void accountsOfPeopleAreNotMerged() {
    String first = store.account(new Person("i", newId(), ""));
    String second = store.account(new Person("i", newId(), ""));
    String id = newId();
    store.create(id, first, "Title", true, "", NOW);
    assertFalse(store.merge(first, second));
    assertFalse(store.merge(first, first));
    assertFalse(store.merge(account, newId()));
    assertEquals(Optional.of(Role.OWN), store.role(id, first, NOW));
    assertTrue(store.hasAccount(account));
  }

  @Test
  void sessionsHaveOneAccountEach() {
    String session = newId();
    assertEquals(Optional.empty(), store.findAccount(session));
    String made = store.account(session);
    assertEquals(made, store.account(session));
    assertEquals(Optional.of(made), store.findAccount(session));
    assertNotEquals(made, newAccount());
  }

  @Test
  void createdDocumentIsFound() {
    String id = newId();
    DocumentEntry entry = store.create(id, account, HOSTILE, false, HOSTILE, NOW);
    assertEquals(new DocumentEntry(id, HOSTILE, false, 0, HOSTILE.length(), NOW, NOW, null), entry);
    assertEquals(Optional.of(entry), store.find(id));
    assertEquals(Optional.of(new TextVersion(0, HOSTILE)), store.text(id));
    assertEquals(Optional.of(Role.OWN), store.role(id, account, NOW));
    assertEquals(List.of(new Membership(entry, Role.OWN)), store.documentsOf(account, NOW));
  }

  @Test
  void documentsOfApplicationsHaveNoMembers() {
    String id = newId();
    DocumentEntry entry = store.create(id, HOSTILE, true, HOSTILE, NOW);
    assertEquals(new DocumentEntry(id, HOSTILE, true, 0, HOSTILE.length(), NOW, NOW, null), entry);
    assertEquals(Optional.of(entry), store.find(id));
    assertEquals(Optional.of(new TextVersion(0, HOSTILE)), store.text(id));
    assertEquals(Optional.empty(), store.role(id, account, NOW));
    Change change = change("client", 1, ChangeSet.replace(HOSTILE.length(), 0, 0, "x"));
    assertTrue(store.bindClient(id, "client", "an application's account", NOW));
    assertTrue(store.append(id, 0, List.of(change), "x" + HOSTILE));
    assertTrue(store.delete(id));
  }

  @Test
  void idsAreUsedOnce() {
    String id = newDocument("first");
    assertThrows(StoreException.class, () -> store.create(id, account, "", false, "second", NOW));
    assertEquals("first", textOf(store, id));
  }

  @Test
  void emptyTextsAreKept() {
    assertEquals("", textOf(store, newDocument("")));
  }

  @Test
  void largeTextsAreKept() {
    String text = "Text of several pages. ".repeat(100_000);
    assertEquals(text, textOf(store, newDocument(text)));
  }

  @Test
  void titleChanges() {
    String id = newDocument("text");
    assertTrue(store.rename(id, HOSTILE, false));
    assertEquals(HOSTILE, store.find(id).orElseThrow().title());
    assertFalse(store.find(id).orElseThrow().named());
  }

  @Test
  void unknownDocumentsAreAbsent() {
    String id = newId();
    assertEquals(Optional.empty(), store.find(id));
    assertEquals(Optional.empty(), store.text(id));
    assertEquals(List.of(), store.changes(id, 0, 10));
    assertEquals(Map.of(), store.heads(List.of(id)));
    assertEquals(List.of(), store.versions(id));
    assertEquals(Optional.empty(), store.versionText(id, 0));
    assertEquals(Optional.empty(), store.role(id, account, NOW));
    assertEquals(List.of(), store.links(id));
    assertEquals(OptionalLong.empty(), store.lastSequence(id, "client"));
    assertEquals(Optional.empty(), store.published(id));
    assertEquals(Optional.empty(), store.follow(id, account, NOW));
    assertFalse(store.isLink(id, NOW));
    assertFalse(store.rename(id, "", false));
    assertFalse(store.delete(id));
    assertFalse(store.bindClient(id, "client", account, NOW));
    assertFalse(store.keepVersion(id, new StoredVersion(0, null, "", NOW, 0), ""));
    assertFalse(store.addLink(id, new Link(newId(), Role.READ, "", NOW, null), newId()));
    assertFalse(store.revokeLink(id, "link"));
    assertFalse(store.publish(id, new Publication(newId(), 0, "", true, NOW), ""));
    assertFalse(store.unpublish(id));
    ChangeSet insert = ChangeSet.replace(0, 0, 0, "x");
    assertFalse(store.append(id, 0, List.of(change("client", 1, insert)), "x"));
  }

  @Test
  void appendedChangesMoveHead() {
    String id = newDocument("ab");
    List<Change> changes =
        List.of(
            change("one", 1, ChangeSet.replace(2, 1, 1, HOSTILE)),
            change("two", 7, ChangeSet.replace(2 + HOSTILE.length(), 0, 1, "")));
    assertTrue(store.append(id, 0, changes, HOSTILE + "b"));
    assertEquals(Optional.of(new TextVersion(2, HOSTILE + "b")), store.text(id));
    assertEquals(changes, store.changes(id, 0, 10));
    assertEquals(changes.subList(1, 2), store.changes(id, 1, 10));
    assertEquals(changes.subList(0, 1), store.changes(id, 0, 1));
    int first = changes.get(0).changes().toJson().length();
    assertEquals(changes.subList(0, 1), store.changes(id, 0, 10, 1));
    assertEquals(changes.subList(0, 1), store.changes(id, 0, 10, first));
    assertEquals(changes, store.changes(id, 0, 10, first + 1));
    assertEquals(List.of(), store.changes(id, 2, 10));
    assertEquals(Map.of(id, 2L), store.heads(List.of(newId(), id)));
    assertEquals(OptionalLong.of(7), store.lastSequence(id, "two"));
    assertEquals(OptionalLong.empty(), store.lastSequence(id, "three"));
    DocumentEntry entry = store.find(id).orElseThrow();
    assertEquals(2, entry.head());
    assertEquals(HOSTILE.length() + 1, entry.length());
    assertEquals(LATER, entry.updatedAt());
    assertEquals(NOW, entry.createdAt());
  }

  @Test
  void staleAppendChangesNothing() {
    String id = newDocument("");
    ChangeSet insert = ChangeSet.replace(0, 0, 0, "x");
    assertTrue(store.append(id, 0, List.of(change("one", 1, insert)), "x"));
    assertFalse(store.append(id, 0, List.of(change("two", 1, insert)), "x"));
    assertFalse(store.append(id, 2, List.of(change("two", 1, insert)), "x"));
    assertEquals(Optional.of(new TextVersion(1, "x")), store.text(id));
    assertEquals(1, store.changes(id, 0, 10).size());
    assertEquals(OptionalLong.empty(), store.lastSequence(id, "two"));
  }

  @Test
  void knownChangesAreNotAppendedAgain() {
    String id = newDocument("");
    ChangeSet nothing = ChangeSet.empty(0);
    assertTrue(store.append(id, 0, List.of(change("one", 5, nothing)), ""));
    assertFalse(store.append(id, 1, List.of(change("one", 5, nothing)), ""));
    assertFalse(store.append(id, 1, List.of(change("one", 4, nothing)), ""));
    assertFalse(
        store.append(id, 1, List.of(change("two", 1, nothing), change("one", 5, nothing)), ""));
    assertFalse(
        store.append(id, 1, List.of(change("two", 1, nothing), change("two", 1, nothing)), ""));
    assertEquals(OptionalLong.empty(), store.lastSequence(id, "two"));
    assertEquals(Map.of(id, 1L), store.heads(List.of(id)));
    assertTrue(store.append(id, 1, List.of(change("one", 6, nothing)), ""));
  }

  @Test
  void clientsBelongToOneAccount() {
    String id = newDocument("");
    String other = newAccount();
    assertTrue(store.bindClient(id, "client", account, NOW));
    assertTrue(store.bindClient(id, "client", account, LATER));
    assertFalse(store.bindClient(id, "client", other, NOW));
    assertEquals(OptionalLong.empty(), store.lastSequence(id, "client"));
    // A client is bound in one document.
    assertTrue(store.bindClient(newDocument(""), "client", other, NOW));
  }

  @Test
  void longLogsFoldToTheText() {
    String id = newDocument("");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      ChangeSet insert = ChangeSet.replace(i, i, i, Character.toString('a' + i % 26));
      text.append((char) ('a' + i % 26));
      assertTrue(store.append(id, i, List.of(change("one", i + 1, insert)), text.toString()));
    }
    assertEquals(Optional.of(new TextVersion(1_000, text.toString())), store.text(id));
    assertEquals(1_000, store.changes(id, 0, 5_000).size());
    assertEquals(10, store.changes(id, 980, 10).size());
  }

  @Test
  void largeChangesComeInParts() {
    int count = 12;
    String megabyte = "m".repeat(1_000_000);
    String id = newDocument("");
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ChangeSet replace =
          ChangeSet.replace(i == 0 ? 0 : 1_000_000, 0, i == 0 ? 0 : 1_000_000, megabyte);
      changes.add(change("one", i + 1, replace));
      assertTrue(store.append(id, i, changes.subList(i, i + 1), megabyte));
    }
    List<Change> read = new ArrayList<>();
    while (read.size() < count) {
      List<Change> part = store.changes(id, read.size(), 100);
      assertFalse(part.isEmpty());
      read.addAll(part);
    }
    assertEquals(changes, read);
  }

  @Test
  void pruningKeepsTextsAndSequences() {
    String id = newDocument("");
    String text = "abc";
    for (int i = 0; i < 3; i++) {
      Instant at = NOW.plusSeconds(i);
      ChangeSet insert = ChangeSet.replace(i, i, i, text.substring(i, i + 1));
      List<Change> one = List.of(new Change("client", i + 1, account, "", insert, at));
      assertTrue(store.append(id, i, one, text.substring(0, i + 1)));
    }
    store.prune(NOW.plusSeconds(2));
    assertThrows(PrunedException.class, () -> store.changes(id, 0, 10));
    assertThrows(PrunedException.class, () -> store.changes(id, 1, 10));
    assertEquals(1, store.changes(id, 2, 10).size());
    assertEquals(Optional.of(new TextVersion(3, "abc")), store.text(id));
    store.prune(NOW.plusSeconds(3));
    store.prune(NOW.plusSeconds(3));
    assertThrows(PrunedException.class, () -> store.changes(id, 2, 10));
    assertEquals(List.of(), store.changes(id, 3, 10));
    assertEquals(Optional.of(new TextVersion(3, "abc")), store.text(id));
    assertEquals(OptionalLong.of(3), store.lastSequence(id, "client"));
    ChangeSet more = ChangeSet.replace(3, 3, 3, "d");
    assertTrue(store.append(id, 3, List.of(change("client", 4, more)), "abcd"));
    assertEquals("abcd", textOf(store, id));
  }

  @Test
  void versionsAreKept() {
    String id = newDocument("text");
    StoredVersion first = new StoredVersion(0, HOSTILE, HOSTILE, NOW, 4);
    StoredVersion second = new StoredVersion(3, null, "Ann", LATER, HOSTILE.length());
    assertTrue(store.keepVersion(id, first, "text"));
    assertTrue(store.keepVersion(id, second, HOSTILE));
    assertEquals(List.of(second, first), store.versions(id));
    assertEquals(Optional.of(HOSTILE), store.versionText(id, 3));
    assertEquals(Optional.of("text"), store.versionText(id, 0));
    assertEquals(Optional.empty(), store.versionText(id, 1));
  }

  @Test
  void labelsReplaceLabels() {
    String id = newDocument("text");
    StoredVersion automatic = new StoredVersion(0, null, "Ann", NOW, 4);
    StoredVersion named = new StoredVersion(0, "Draft", "Bob", LATER, 4);
    StoredVersion renamed = new StoredVersion(0, "Final", "Ann", LATER, 4);
    store.keepVersion(id, automatic, "text");
    store.keepVersion(id, named, "text");
    assertEquals(List.of(named), store.versions(id));
    store.keepVersion(id, automatic, "text");
    assertEquals(List.of(named), store.versions(id));
    store.keepVersion(id, renamed, "text");
    assertEquals(List.of(renamed), store.versions(id));
    assertEquals(Optional.of("text"), store.versionText(id, 0));
  }

  @Test
  void olderAutomaticVersionsAreThinned() {
    String id = newDocument("text");
    assertFalse(store.thinVersions(newId(), NOW));
    for (int version = 1; version <= 55; version++) {
      String label = version == 2 ? HOSTILE : null;
      keep(store, id, version, label, NOW);
    }
    store.publish(id, new Publication(newId(), 1, "", true, NOW), "text");
    assertFalse(store.thinVersions(id, LATER));
    Instant nextDay = NOW.plus(Duration.ofDays(2));
    for (int version = 3; version <= 7; version++) {
      assertTrue(store.thinVersions(id, nextDay));
      assertEquals(Optional.empty(), store.versionText(id, version));
    }
    // The published version, the named one, and the last 48.
    assertFalse(store.thinVersions(id, nextDay));
    assertEquals(50, store.versions(id).size());
    assertEquals(Optional.of("v1"), store.versionText(id, 1));
    assertEquals(Optional.of("v2"), store.versionText(id, 2));
    assertEquals(Optional.of(new TextVersion(0, "text")), store.text(id));
    store.unpublish(id);
    assertTrue(store.thinVersions(id, nextDay));
    assertEquals(49, store.versions(id).size());
  }

  /** {@code -Dtwinmark.seed=…} repeats a run. */
  @Test
  void randomVersionsAreThinnedAsInMemory() {
    Random random = new Random(Seeds.next("the versions"));
    DocumentStore oracle = new InMemoryDocumentStore();
    String id = newId();
    for (DocumentStore each : List.of(oracle, store)) {
      each.create(id, account, "", false, "", NOW);
    }
    Instant at = NOW;
    int thinned = 0;
    for (int version = 0; version < 200; version++) {
      at = at.plus(Duration.ofMinutes(random.nextInt(random.nextBoolean() ? 60 : 6_000)));
      String label = random.nextInt(9) == 0 ? "Label" : null;
      for (DocumentStore each : List.of(oracle, store)) {
        keep(each, id, version, label, at);
        if (version % 50 == 20) {
          each.publish(id, new Publication(id, version, "", false, at), "");
        }
      }
      boolean isThinned = oracle.thinVersions(id, at);
      assertEquals(isThinned, store.thinVersions(id, at));
      thinned += isThinned ? 1 : 0;
    }
    assertTrue(thinned > 0);
    assertEquals(oracle.versions(id), store.versions(id));
  }

  private static void keep(DocumentStore store, String id, long version, String label, Instant at) {
    String text = "v" + version;
    store.keepVersion(id, new StoredVersion(version, label, "Ann", at, text.length()), text);
  }

  @Test
  void linksGiveRights() {
    String id = newDocument("");
    String reader = newAccount();
    String token = newId();
    Link link = new Link(newId(), Role.WRITE, HOSTILE, NOW, null);
    assertEquals(Optional.empty(), store.role(id, reader, NOW));
    assertTrue(store.addLink(id, link, token));
    assertEquals(List.of(link), store.links(id));
    assertEquals(Optional.of(id), store.follow(token, reader, NOW));
    assertEquals(Optional.of(id), store.follow(token, reader, LATER));
    assertEquals(Optional.of(Role.WRITE), store.role(id, reader, NOW));
    assertEquals(
        List.of(new Membership(store.find(id).orElseThrow(), Role.WRITE)),
        store.documentsOf(reader, NOW));
    assertEquals(List.of(), store.links(newDocument("")));
  }

  @Test
  void revokedLinksGiveNone() {
    String id = newDocument("");
    String reader = newAccount();
    String token = newId();
    Link link = new Link(newId(), Role.READ, "", NOW, null);
    store.addLink(id, link, token);
    store.follow(token, reader, NOW);
    assertFalse(store.revokeLink(newDocument(""), link.id()));
    assertTrue(store.revokeLink(id, link.id()));
    assertFalse(store.revokeLink(id, link.id()));
    assertEquals(Optional.empty(), store.role(id, reader, NOW));
    assertEquals(Optional.empty(), store.follow(token, reader, NOW));
    assertEquals(List.of(), store.documentsOf(reader, NOW));
    assertEquals(List.of(), store.links(id));
    assertEquals(Optional.of(Role.OWN), store.role(id, account, NOW));
  }

  @Test
  void expiredLinksGiveNone() {
    String id = newDocument("");
    String reader = newAccount();
    String token = newId();
    Link link = new Link(newId(), Role.OWN, "", NOW, LATER);
    store.addLink(id, link, token);
    assertFalse(store.isLink(token, LATER));
    assertTrue(store.isLink(token, LATER.minusMillis(1)));
    assertEquals(Optional.empty(), store.follow(token, reader, LATER));
    assertEquals(Optional.of(id), store.follow(token, reader, LATER.minusMillis(1)));
    assertEquals(Optional.of(Role.OWN), store.role(id, reader, LATER.minusMillis(1)));
    assertEquals(Optional.empty(), store.role(id, reader, LATER));
    assertEquals(List.of(), store.documentsOf(reader, LATER));
    assertEquals(List.of(link), store.links(id));
  }

  @Test
  void highestRoleHolds() {
    String id = newDocument("");
    String reader = newAccount();
    Map<Role, Instant> expiry = Map.of(Role.OWN, LATER, Role.WRITE, LATER.plusSeconds(9));
    for (Role role : Role.values()) {
      String token = newId();
      store.addLink(id, new Link(newId(), role, "", NOW, expiry.get(role)), token);
      store.follow(token, reader, NOW);
    }
    assertEquals(Optional.of(Role.OWN), store.role(id, reader, NOW));
    assertEquals(Optional.of(Role.WRITE), store.role(id, reader, LATER));
    assertEquals(Optional.of(Role.READ), store.role(id, reader, LATER.plusSeconds(9)));
    assertEquals(1, store.documentsOf(reader, NOW).size());
    assertEquals(Role.OWN, store.documentsOf(reader, NOW).get(0).role());
  }

  @Test
  void documentsAreListedNewestFirst() {
    String first = newDocument("");
    String second = newDocument("");
    ChangeSet nothing = ChangeSet.empty(0);
    store.append(first, 0, List.of(change("one", 1, nothing)), "");
    assertEquals(List.of(first, second), listed());
    Change later = new Change("one", 1, account, "", nothing, LATER.plusSeconds(1));
    store.append(second, 0, List.of(later), "");
    assertEquals(List.of(second, first), listed());
  }

  private List<String> listed() {
    return store.documentsOf(account, NOW).stream().map(m -> m.document().id()).toList();
  }

  @Test
  void publishedTextsAreFoundBySlug() {
    String id = newDocument("text");
    String slug = newId();
    Publication publication = new Publication(slug, 0, HOSTILE, true, NOW);
    assertEquals(Optional.empty(), store.published(slug));
    assertTrue(store.publish(id, publication, HOSTILE));
    assertEquals(Optional.of(new Published(id, publication, HOSTILE)), store.published(slug));
    assertEquals(publication, store.find(id).orElseThrow().publication());
    Publication second = new Publication(newId(), 3, "", false, LATER);
    assertTrue(store.publish(id, second, ""));
    assertEquals(Optional.empty(), store.published(slug));
    assertEquals(Optional.of(new Published(id, second, "")), store.published(second.slug()));
    assertTrue(store.unpublish(id));
    assertFalse(store.unpublish(id));
    assertEquals(Optional.empty(), store.published(second.slug()));
    assertEquals(null, store.find(id).orElseThrow().publication());
  }

  @Test
  void slugsAreOfOneDocument() {
    String first = newDocument("");
    String second = newDocument("");
    Publication publication = new Publication(newId(), 0, "", true, NOW);
    store.publish(first, publication, "first");
    assertThrows(StoreException.class, () -> store.publish(second, publication, "second"));
    assertEquals("first", store.published(publication.slug()).orElseThrow().text());
  }

  @Test
  void nothingOfDeletedDocumentsIsLeft() {
    String id = newDocument("text");
    String other = newDocument("other");
    String token = newId();
    String slug = newId();
    store.bindClient(id, "client", account, NOW);
    ChangeSet delete = ChangeSet.replace(4, 0, 4, "");
    store.append(id, 0, List.of(change("client", 1, delete)), "");
    store.keepVersion(id, new StoredVersion(0, "Draft", "", NOW, 4), "text");
    store.addLink(id, new Link(newId(), Role.READ, "", NOW, null), token);
    store.follow(token, newAccount(), NOW);
    store.publish(id, new Publication(slug, 0, "", true, NOW), "text");
    assertTrue(store.delete(id));
    assertFalse(store.delete(id));
    assertEquals(Optional.empty(), store.find(id));
    assertEquals(Optional.empty(), store.text(id));
    assertEquals(List.of(), store.changes(id, 0, 10));
    assertEquals(OptionalLong.empty(), store.lastSequence(id, "client"));
    assertEquals(List.of(), store.versions(id));
    assertEquals(Optional.empty(), store.versionText(id, 0));
    assertEquals(List.of(), store.links(id));
    assertEquals(Optional.empty(), store.follow(token, account, NOW));
    assertEquals(Optional.empty(), store.role(id, account, NOW));
    assertEquals(Optional.empty(), store.published(slug));
    assertEquals(List.of(other), listed());
    // Another document of the same name starts afresh.
    store.create(id, account, "", false, "new", NOW);
    assertEquals(List.of(), store.changes(id, 0, 10));
    assertEquals(List.of(), store.versions(id));
    assertEquals("new", textOf(store, id));
  }

  @Test
  void headsOfManyDocumentsAreRead() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      ids.add(i % 100 == 0 ? newDocument("") : newId());
    }
    assertEquals(25, store.heads(ids).size());
    assertEquals(Map.of(), store.heads(List.of()));
  }

  /**
   * The same random calls of this store and of the one in memory. {@code
   * -Dtwinmark.store.steps=100000} makes more, {@code -Dtwinmark.seed=…} repeats a run.
   */
  @Test
  void randomHistoriesEqualTheStoreInMemory() {
    Random random = new Random(Seeds.next("the history"));
    DocumentStore oracle = new InMemoryDocumentStore();
    List<String> ids = new ArrayList<>();
    List<String> tokens = new ArrayList<>();
    Instant now = NOW;
    String reader = newAccount();
    for (int step = 0; step < STEPS; step++) {
      now = now.plusMillis(random.nextInt(1_000));
      if (ids.isEmpty() || random.nextInt(40) == 0) {
        String text = RandomChanges.text(random, 200);
        String id = newId();
        ids.add(id);
        assertEquals(
            oracle.create(id, account, "", false, text, now),
            store.create(id, account, "", false, text, now));
      }
      String id = ids.get(random.nextInt(ids.size()));
      String token = newId();
      Instant at = now;
      Link link =
          new Link(
              newId(),
              List.of(Role.values()).get(random.nextInt(3)),
              RandomChanges.text(random, 9),
              now,
              random.nextBoolean() ? null : now.plusMillis(random.nextInt(20_000)));
      switch (random.nextInt(14)) {
        case 0 -> {
          String title = RandomChanges.text(random, 20);
          assertEquals(oracle.rename(id, title, true), store.rename(id, title, true));
        }
        case 1 -> {
          StoredVersion version =
              new StoredVersion(
                  random.nextInt(9), random.nextBoolean() ? null : "Label", "Ann", now, 1);
          oracle.keepVersion(id, version, "v" + version.version());
          store.keepVersion(id, version, "v" + version.version());
        }
        case 2 -> {
          assertEquals(oracle.addLink(id, link, token), store.addLink(id, link, token));
          tokens.add(token);
        }
        case 3 -> {
          String followed = tokens.isEmpty() ? token : tokens.get(random.nextInt(tokens.size()));
          assertEquals(oracle.isLink(followed, at), store.isLink(followed, at));
          assertEquals(oracle.follow(followed, reader, at), store.follow(followed, reader, at));
        }
        case 4 ->
            oracle.links(id).stream()
                .findFirst()
                .ifPresent(
                    first ->
                        assertEquals(
                            oracle.revokeLink(id, first.id()), store.revokeLink(id, first.id())));
        case 5 -> {
          if (random.nextInt(5) == 0) {
            assertEquals(oracle.delete(id), store.delete(id));
          }
        }
        case 6 -> {
          // A store that tests share has documents of others, which this would prune as well.
          if (random.nextInt(5) == 0) {
            Instant before = now.minusSeconds(random.nextInt(60));
            oracle.prune(before);
            store.prune(before);
          }
        }
        default -> append(random, oracle, id, now);
      }
      assertSameDocument(oracle, store, id, reader, now);
    }
    for (String id : ids) {
      assertSameDocument(oracle, store, id, reader, now);
    }
    assertEquals(oracle.documentsOf(reader, now), store.documentsOf(reader, now));
    assertEquals(oracle.heads(ids), store.heads(ids));
  }

  @Test
  void bytesOfAccountsAreThoseOfTheirDocuments() {
    String text = "x".repeat(10_000);
    String id = newDocument(text);
    assertEquals(Optional.of(account), store.creator(id));
    assertEquals(Optional.empty(), store.creator(newId()));
    long created = store.bytesOf(account);
    assertTrue(created >= 10_000, Long.toString(created));
    store.keepVersion(id, new StoredVersion(0, "First", "", NOW, text.length()), text);
    long kept = store.bytesOf(account);
    assertTrue(kept >= created + 10_000, Long.toString(kept));
    store.publish(id, new Publication(newId(), 0, "", true, NOW), text);
    assertTrue(store.bytesOf(account) >= kept + 10_000);
    ChangeSet insert = ChangeSet.replace(10_000, 0, 0, text);
    assertTrue(store.append(id, 0, List.of(change("client", 1, insert)), text + text));
    assertTrue(store.bytesOf(account) >= kept + 20_000);
    String other = newAccount();
    String token = newId();
    store.addLink(id, new Link(newId(), Role.OWN, "", NOW, null), token);
    store.follow(token, other, NOW);
    assertEquals(0, store.bytesOf(other));
    assertEquals(Optional.of(account), store.creator(id));
    store.delete(id);
    assertEquals(0, store.bytesOf(account));
  }

  @Test
  void imagesBelongToTheirDocument() {
    String id = newDocument("");
    byte[] one = {1, 0, -1};
    byte[] two = {2};
    String oneName = "0".repeat(26) + ".png";
    String twoName = "z".repeat(26) + ".webp";
    assertFalse(store.addImage(newId(), oneName, one, NOW));
    assertTrue(store.addImage(id, twoName, two, NOW));
    assertTrue(store.addImage(id, oneName, one, NOW));
    assertTrue(store.addImage(id, oneName, one, LATER));
    assertEquals(
        List.of(new Image(oneName, 3, false), new Image(twoName, 1, false)), store.images(id));
    assertArrayEquals(one, store.imageContent(id, oneName).orElseThrow());
    String other = newDocument("");
    assertEquals(List.of(), store.images(other));
    assertEquals(Optional.empty(), store.image(other, oneName));
    assertEquals(Optional.empty(), store.imageContent(other, oneName));
    long bytes = store.bytesOf(account);
    store.addImage(id, "1".repeat(26) + ".gif", new byte[10_000], NOW);
    assertTrue(store.bytesOf(account) >= bytes + 10_000);
    assertTrue(store.delete(id));
    assertEquals(List.of(), store.images(id));
    assertEquals(Optional.empty(), store.imageContent(id, oneName));
  }

  @Test
  void imagesArePublishedWithTheTextThatNamesThem() {
    String id = newDocument("");
    String other = newDocument("");
    String shown = "0".repeat(26) + ".png";
    String hidden = "1".repeat(26) + ".png";
    for (String document : List.of(id, other)) {
      store.addImage(document, shown, new byte[] {1}, NOW);
      store.addImage(document, hidden, new byte[] {2}, NOW);
    }
    String slug = newId();
    String text = "![](" + ImageLinks.address(id, shown) + ") " + ImageLinks.address(other, hidden);
    store.publish(id, new Publication(slug, 0, "", true, NOW), text);
    assertEquals(List.of(true, false), store.images(id).stream().map(Image::published).toList());
    assertFalse(store.image(other, hidden).orElseThrow().published());
    store.publish(id, new Publication(slug, 0, "", true, NOW), ImageLinks.address(id, hidden));
    assertEquals(List.of(false, true), store.images(id).stream().map(Image::published).toList());
    store.unpublish(id);
    assertFalse(store.image(id, hidden).orElseThrow().published());
  }

  /** {@code -Dtwinmark.seed=…} repeats a run. */
  @Test
  void unusedImagesGoWithTheLogAndNoOthers() {
    Random random = new Random(Seeds.next("the images"));
    ImageHistory history =
        new ImageHistory(store, newDocument(""), account, NOW.minus(Duration.ofDays(700)));
    for (int step = 0; step < IMAGE_STEPS; step++) {
      history.step(random);
    }
    history.end();
  }

  @Test
  void imagesThatAreAddedAgainStay() {
    String id = newDocument("");
    String name = "0".repeat(26) + ".png";
    Instant before = NOW.minus(Duration.ofDays(400));
    store.addImage(id, name, new byte[] {1}, before.minusSeconds(2));
    for (int i = 0; i < 2; i++) {
      ChangeSet insert = ChangeSet.replace(i, i, i, "a");
      Change change = new Change("client", i + 1, account, "", insert, before.minusSeconds(3 - i));
      assertTrue(store.append(id, i, List.of(change), "a".repeat(i + 1)));
      store.addImage(id, name, new byte[] {1}, before.plusSeconds(1));
    }
    store.prune(before);
    assertEquals(1, store.images(id).size());
  }

  @Test
  void expiryOfLinksChanges() {
    String id = newDocument("");
    String token = newId();
    String reader = newAccount();
    String link = newId();
    assertTrue(store.addLink(id, new Link(link, Role.READ, "Ann", NOW, null), token));
    assertEquals(Map.of(), store.followers(id));
    store.follow(token, reader, NOW);
    store.follow(token, reader, NOW);
    store.follow(token, newAccount(), NOW);
    assertEquals(Map.of(link, 2), store.followers(id));
    assertTrue(store.setExpiry(id, link, LATER));
    assertEquals(List.of(new Link(link, Role.READ, "Ann", NOW, LATER)), store.links(id));
    assertEquals(Optional.of(Role.READ), store.role(id, reader, NOW));
    assertEquals(Optional.empty(), store.role(id, reader, LATER));
    assertTrue(store.setExpiry(id, link, null));
    assertEquals(Optional.of(Role.READ), store.role(id, reader, LATER));
    assertFalse(store.setExpiry(id, newId(), null));
    assertFalse(store.setExpiry(newId(), link, null));
  }

  @Test
  void actsOutliveTheirDocuments() {
    String id = newDocument("");
    var created = new AuditEntry(NOW, account, "::1", Act.CREATED, id, "", null);
    var linked = new AuditEntry(LATER, account, "", Act.LINK_MADE, id, "link", Role.WRITE);
    store.note(created);
    store.note(linked);
    store.note(new AuditEntry(LATER, account, "", Act.CREATED, newDocument(""), "", null));
    store.delete(id);
    assertEquals(List.of(linked, created), store.acts(id, 9));
    assertEquals(List.of(linked), store.acts(id, 1));
    assertEquals(List.of(), store.acts(newId(), 9));
  }

  /** Up to three changes, stale or known already now and then. */
  private void append(Random random, DocumentStore oracle, String id, Instant now) {
    TextVersion head = oracle.text(id).orElse(new TextVersion(0, ""));
    String text = head.text();
    List<Change> changes = new ArrayList<>();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      ChangeSet change = RandomChanges.next(random, text.length());
      text = change.apply(text);
      String client = "client" + random.nextInt(3);
      long last = oracle.lastSequence(id, client).orElse(0);
      long seq = Math.max(1, last + changes.size() + random.nextInt(8));
      changes.add(new Change(client, seq, account, "", change, now));
    }
    long version = head.version() - (random.nextInt(10) == 0 ? 1 : 0);
    assertEquals(
        oracle.append(id, version, changes, text), store.append(id, version, changes, text));
  }

  private static void assertSameDocument(
      DocumentStore oracle, DocumentStore store, String id, String reader, Instant now) {
    Map<String, Object> expected = describe(oracle, id, reader, now);
    describe(store, id, reader, now)
        .forEach((aspect, value) -> assertEquals(expected.get(aspect), value, aspect));
  }

  /** All that a store says of a document. */
  private static Map<String, Object> describe(
      DocumentStore store, String id, String reader, Instant now) {
    List<Object> log = new ArrayList<>();
    long head = store.find(id).map(DocumentEntry::head).orElse(0L);
    for (long from = Math.max(0, head - 4); from <= head; from++) {
      try {
        log.add(store.changes(id, from, 3));
      } catch (PrunedException e) {
        log.add(e.getMessage());
      }
    }
    return Map.of(
        "entry", store.find(id),
        "text", store.text(id),
        "log", log,
        "sequence", store.lastSequence(id, "client0"),
        "versions", store.versions(id),
        "text of a version", store.versionText(id, 3),
        "links", store.links(id),
        "role", store.role(id, reader, now));
  }
}
