package dev.twinmark.documents;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** The shortest store that keeps the contract: the oracle of the others, and a store for tests. */
public final class InMemoryDocumentStore implements DocumentStore {

  private static final class Document {
    DocumentEntry entry;
    String text;

    /** The versions that the log no longer has. */
    int pruned;

    final List<Change> log = new ArrayList<>();
    final Map<String, Long> sequences = new HashMap<>();
    final Map<String, String> accounts = new HashMap<>();
    final Map<Long, StoredVersion> versions = new TreeMap<>(reverseOrder());
    final Map<Long, String> versionTexts = new HashMap<>();
    final List<Grant> grants = new ArrayList<>();
    final Map<String, Link> links = new HashMap<>();
    final Map<String, String> linkOfToken = new HashMap<>();
    final Map<String, byte[]> images = new TreeMap<>();
    final Map<String, Instant> imageTimes = new HashMap<>();

    /** The texts that the log has made, in its order, and the one before. */
    final List<String> texts = new ArrayList<>();

    Set<String> published = Set.of();
    String publishedText;
  }

  /** The right of an account, by a link or, when that is null, by creation. */
  private record Grant(String account, Link link) {
    boolean isValid(Instant now) {
      return link == null || link.isValid(now);
    }

    Role role() {
      return link == null ? Role.OWN : link.role();
    }
  }

  private record SignIn(String account, Instant expiresAt) {}

  private final Map<String, String> accounts = new HashMap<>();
  private final Map<String, Person> people = new HashMap<>();
  private final Map<String, SignIn> signIns = new HashMap<>();
  private final List<AuditEntry> acts = new ArrayList<>();
  private final Map<String, Document> documents = new HashMap<>();

  @Override
  public synchronized String account(String sessionHash) {
    return accounts.computeIfAbsent(sessionHash, hash -> UUID.randomUUID().toString());
  }

  @Override
  public synchronized Optional<String> findAccount(String sessionHash) {
    return Optional.ofNullable(accounts.get(sessionHash));
  }

  @Override
  public synchronized boolean hasAccount(String account) {
    return accounts.containsValue(account) || people.containsKey(account);
  }

  @Override
  public synchronized boolean merge(String from, String into) {
    if (from.equals(into) || !accounts.containsValue(from) || !hasAccount(into)) {
      return false;
    }
    accounts.values().removeIf(from::equals);
    for (Document document : documents.values()) {
      document.grants.replaceAll(
          grant -> grant.account().equals(from) ? new Grant(into, grant.link()) : grant);
      document.accounts.replaceAll((client, account) -> account.equals(from) ? into : account);
    }
    return true;
  }

  @Override
  public synchronized String account(Person person) {
    String account =
        people.entrySet().stream()
            .filter(known -> known.getValue().issuer().equals(person.issuer()))
            .filter(known -> known.getValue().subject().equals(person.subject()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseGet(() -> UUID.randomUUID().toString());
    people.put(account, person);
    return account;
  }

  @Override
  public synchronized Optional<Person> person(String account) {
    return Optional.ofNullable(people.get(account));
  }

  @Override
  public synchronized void addSignIn(String hash, String account, Instant expiresAt) {
    signIns.put(hash, new SignIn(account, expiresAt));
  }

  @Override
  public synchronized Optional<String> findSignIn(String hash, Instant now) {
    return Optional.ofNullable(signIns.get(hash))
        .filter(signIn -> signIn.expiresAt().isAfter(now))
        .map(SignIn::account);
  }

  @Override
  public synchronized boolean endSignIn(String hash) {
    return signIns.remove(hash) != null;
  }

  @Override
  public synchronized DocumentEntry create(
      String id, String account, String title, boolean named, String text, Instant now) {
    DocumentEntry entry = create(id, title, named, text, now);
    documents.get(id).grants.add(new Grant(account, null));
    return entry;
  }

  @Override
  public synchronized DocumentEntry create(
      String id, String title, boolean named, String text, Instant now) {
    if (documents.containsKey(id)) {
      throw new StoreException("There is a document " + id);
    }
    Document document = new Document();
    document.text = text;
    document.texts.add(text);
    document.entry = new DocumentEntry(id, title, named, 0, text.length(), now, now, null);
    documents.put(id, document);
    return document.entry;
  }

  @Override
  public synchronized Optional<DocumentEntry> find(String id) {
    return Optional.ofNullable(documents.get(id)).map(document -> document.entry);
  }

  @Override
  public synchronized Optional<String> creator(String id) {
    return Optional.ofNullable(documents.get(id))
        .flatMap(document -> document.grants.stream().filter(g -> g.link() == null).findFirst())
        .map(Grant::account);
  }

  /** Roughly: it has no checkpoints. */
  @Override
  public synchronized long bytesOf(String account) {
    return documents.values().stream()
        .filter(d -> creator(d.entry.id()).equals(Optional.of(account)))
        .mapToLong(InMemoryDocumentStore::bytes)
        .sum();
  }

  private static long bytes(Document document) {
    long bytes = document.text.length();
    for (Change change : document.log) {
      bytes += change.changes().toJson().length();
    }
    for (String text : document.versionTexts.values()) {
      bytes += text.length();
    }
    for (byte[] image : document.images.values()) {
      bytes += image.length;
    }
    return bytes + (document.publishedText == null ? 0 : document.publishedText.length());
  }

  @Override
  public synchronized List<Membership> documentsOf(String account, Instant now) {
    List<Membership> result = new ArrayList<>();
    documents.forEach(
        (id, document) ->
            role(id, account, now)
                .ifPresent(role -> result.add(new Membership(document.entry, role))));
    Comparator<Membership> order = comparing(m -> m.document().updatedAt(), reverseOrder());
    result.sort(order.thenComparing(m -> m.document().id()));
    return result;
  }

  @Override
  public synchronized boolean rename(String id, String title, boolean named) {
    Document document = documents.get(id);
    if (document == null) {
      return false;
    }
    DocumentEntry old = document.entry;
    document.entry =
        new DocumentEntry(
            id,
            title,
            named,
            old.head(),
            old.length(),
            old.createdAt(),
            old.updatedAt(),
            old.publication());
    return true;
  }

  @Override
  public synchronized boolean delete(String id) {
    return documents.remove(id) != null;
  }

  @Override
  public synchronized Optional<TextVersion> text(String id) {
    return Optional.ofNullable(documents.get(id))
        .map(document -> new TextVersion(document.entry.head(), document.text));
  }

  @Override
  public synchronized List<Change> changes(String id, long from, int limit, int maxUnits) {
    Document document = documents.get(id);
    if (document == null || from >= document.entry.head()) {
      return List.of();
    }
    if (from < document.pruned) {
      throw new PrunedException(from);
    }
    int start = Math.toIntExact(from) - document.pruned;
    List<Change> result = new ArrayList<>();
    long units = 0;
    for (Change change : document.log.subList(start, document.log.size())) {
      if (result.size() == limit || units >= maxUnits) {
        break;
      }
      result.add(change);
      units += change.changes().toJson().length();
    }
    return List.copyOf(result);
  }

  @Override
  public synchronized boolean append(String id, long head, List<Change> changes, String textAfter) {
    Document document = documents.get(id);
    if (document == null || document.entry.head() != head) {
      return false;
    }
    Map<String, Long> sequences = new HashMap<>(document.sequences);
    for (Change change : changes) {
      Long last = sequences.put(change.client(), change.seq());
      if (last != null && last >= change.seq()) {
        return false;
      }
    }
    document.sequences.putAll(sequences);
    changes.forEach(c -> document.accounts.putIfAbsent(c.client(), c.account()));
    document.log.addAll(changes);
    document.text = textAfter;
    document.texts.addAll(Collections.nCopies(changes.size(), textAfter));
    DocumentEntry old = document.entry;
    document.entry =
        new DocumentEntry(
            id,
            old.title(),
            old.named(),
            head + changes.size(),
            textAfter.length(),
            old.createdAt(),
            changes.get(changes.size() - 1).at(),
            old.publication());
    return true;
  }

  @Override
  public synchronized OptionalLong lastSequence(String id, String client) {
    Document document = documents.get(id);
    Long last = document == null ? null : document.sequences.get(client);
    return last == null ? OptionalLong.empty() : OptionalLong.of(last);
  }

  @Override
  public synchronized boolean bindClient(String id, String client, String account, Instant now) {
    Document document = documents.get(id);
    if (document == null) {
      return false;
    }
    String owner = document.accounts.putIfAbsent(client, account);
    return owner == null || owner.equals(account);
  }

  @Override
  public synchronized Map<String, Long> heads(Collection<String> ids) {
    Map<String, Long> heads = new HashMap<>();
    for (String id : ids) {
      find(id).ifPresent(entry -> heads.put(id, entry.head()));
    }
    return heads;
  }

  /** Remembers clients for good: it does not live 400 days. */
  @Override
  public synchronized void prune(Instant before) {
    signIns.values().removeIf(signIn -> signIn.expiresAt().isBefore(before));
    for (Document document : documents.values()) {
      int pruned = document.pruned;
      while (!document.log.isEmpty() && document.log.get(0).at().isBefore(before)) {
        document.log.remove(0);
        document.texts.remove(0);
        document.pruned++;
      }
      if (document.pruned > pruned) {
        document
            .images
            .keySet()
            .removeIf(
                name -> document.imageTimes.get(name).isBefore(before) && !isUsed(document, name));
      }
    }
  }

  private static boolean isUsed(Document document, String name) {
    Stream<String> texts =
        Stream.concat(document.texts.stream(), document.versionTexts.values().stream());
    return (document.publishedText != null && document.publishedText.contains(name))
        || texts.anyMatch(text -> text.contains(name));
  }

  @Override
  public synchronized List<StoredVersion> versions(String id) {
    Document document = documents.get(id);
    return document == null ? List.of() : List.copyOf(document.versions.values());
  }

  @Override
  public synchronized boolean keepVersion(String id, StoredVersion version, String text) {
    Document document = documents.get(id);
    if (document == null) {
      return false;
    }
    if (version.label() != null || !document.versions.containsKey(version.version())) {
      document.versions.put(version.version(), version);
    }
    document.versionTexts.putIfAbsent(version.version(), text);
    return true;
  }

  @Override
  public synchronized boolean thinVersions(String id, Instant now) {
    Document document = documents.get(id);
    if (document == null) {
      return false;
    }
    Publication publication = document.entry.publication();
    List<Thinning.Automatic> automatic =
        document.versions.values().stream()
            .filter(version -> version.label() == null)
            .map(version -> new Thinning.Automatic(version.version(), version.at()))
            .limit(Thinning.VERSIONS_READ)
            .toList();
    OptionalLong superfluous =
        Thinning.superfluous(automatic, publication == null ? -1 : publication.version(), now);
    superfluous.ifPresent(
        version -> {
          document.versions.remove(version);
          document.versionTexts.remove(version);
        });
    return superfluous.isPresent();
  }

  @Override
  public synchronized Optional<String> versionText(String id, long version) {
    return Optional.ofNullable(documents.get(id)).map(d -> d.versionTexts.get(version));
  }

  @Override
  public synchronized Optional<Role> role(String id, String account, Instant now) {
    Document document = documents.get(id);
    return document == null
        ? Optional.empty()
        : document.grants.stream()
            .filter(grant -> grant.account().equals(account) && grant.isValid(now))
            .map(Grant::role)
            .max(Comparator.naturalOrder());
  }

  @Override
  public synchronized boolean addLink(String id, Link link, String tokenHash) {
    Document document = documents.get(id);
    if (document == null) {
      return false;
    }
    document.links.put(link.id(), link);
    document.linkOfToken.put(tokenHash, link.id());
    return true;
  }

  @Override
  public synchronized List<Link> links(String id) {
    Document document = documents.get(id);
    return document == null
        ? List.of()
        : document.links.values().stream()
            .sorted(comparing(Link::createdAt).thenComparing(Link::id))
            .toList();
  }

  @Override
  public synchronized Map<String, Integer> followers(String id) {
    Map<String, Integer> followers = new HashMap<>();
    Document document = documents.get(id);
    if (document != null) {
      document.grants.stream()
          .filter(grant -> grant.link() != null)
          .distinct()
          .forEach(grant -> followers.merge(grant.link().id(), 1, Integer::sum));
    }
    return followers;
  }

  @Override
  public synchronized boolean setExpiry(String id, String link, Instant expiresAt) {
    Document document = documents.get(id);
    Link old = document == null ? null : document.links.get(link);
    if (old == null) {
      return false;
    }
    Link changed = new Link(link, old.role(), old.label(), old.createdAt(), expiresAt);
    document.links.put(link, changed);
    document.grants.replaceAll(
        grant -> old.equals(grant.link()) ? new Grant(grant.account(), changed) : grant);
    return true;
  }

  @Override
  public synchronized boolean revokeLink(String id, String link) {
    Document document = documents.get(id);
    Link revoked = document == null ? null : document.links.remove(link);
    if (revoked == null) {
      return false;
    }
    document.linkOfToken.values().remove(link);
    document.grants.removeIf(grant -> revoked.equals(grant.link()));
    return true;
  }

  @Override
  public synchronized boolean isLink(String tokenHash, Instant now) {
    return documents.values().stream()
        .map(document -> document.links.get(document.linkOfToken.get(tokenHash)))
        .anyMatch(link -> link != null && new Grant("", link).isValid(now));
  }

  @Override
  public synchronized Optional<String> follow(String tokenHash, String account, Instant now) {
    for (Document document : documents.values()) {
      Link link = document.links.get(document.linkOfToken.get(tokenHash));
      Grant grant = new Grant(account, link);
      if (link != null && grant.isValid(now)) {
        document.grants.add(grant);
        return Optional.of(document.entry.id());
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized boolean publish(String id, Publication publication, String text) {
    Document document = documents.get(id);
    if (document == null) {
      return false;
    }
    Optional<Published> other = published(publication.slug());
    if (other.isPresent() && !other.get().document().equals(id)) {
      throw new StoreException("Another document has the slug " + publication.slug());
    }
    setPublication(document, publication, text);
    return true;
  }

  @Override
  public synchronized boolean unpublish(String id) {
    Document document = documents.get(id);
    if (document == null || document.publishedText == null) {
      return false;
    }
    setPublication(document, null, null);
    return true;
  }

  @Override
  public synchronized boolean addImage(String id, String name, byte[] content, Instant now) {
    Document document = documents.get(id);
    if (document == null) {
      return false;
    }
    document.images.put(name, content);
    document.imageTimes.put(name, now);
    return true;
  }

  @Override
  public synchronized List<Image> images(String id) {
    Document document = documents.get(id);
    return document == null
        ? List.of()
        : document.images.entrySet().stream()
            .map(
                image ->
                    new Image(
                        image.getKey(), image.getValue().length, isShown(document, image.getKey())))
            .toList();
  }

  /** As of the time of publishing: images that are added later are not published. */
  private static boolean isShown(Document document, String name) {
    return document.published.contains(name);
  }

  @Override
  public Optional<Image> image(String id, String name) {
    return images(id).stream().filter(image -> image.name().equals(name)).findFirst();
  }

  @Override
  public synchronized Optional<byte[]> imageContent(String id, String name) {
    return Optional.ofNullable(documents.get(id)).map(document -> document.images.get(name));
  }

  @Override
  public synchronized void note(AuditEntry entry) {
    acts.add(0, entry);
  }

  @Override
  public synchronized List<AuditEntry> acts(String document, int limit) {
    return acts.stream().filter(act -> act.document().equals(document)).limit(limit).toList();
  }

  private static void setPublication(Document document, Publication publication, String text) {
    DocumentEntry old = document.entry;
    document.entry =
        new DocumentEntry(
            old.id(),
            old.title(),
            old.named(),
            old.head(),
            old.length(),
            old.createdAt(),
            old.updatedAt(),
            publication);
    document.publishedText = text;
    document.published = new HashSet<>(document.images.keySet());
    document.published.removeIf(
        name -> text == null || !text.contains("i/" + old.id() + "/" + name));
  }

  @Override
  public synchronized Optional<Published> published(String slug) {
    return documents.values().stream()
        .filter(d -> d.publishedText != null && d.entry.publication().slug().equals(slug))
        .findFirst()
        .map(d -> new Published(d.entry.id(), d.entry.publication(), d.publishedText));
  }

  @Override
  public void close() {}
}
