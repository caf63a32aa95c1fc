package dev.twinmark.documents;

import java.time.Instant;
import java.util.Optional;

/** The rights, people and sessions that a store knows. */
final class StoreAccess implements Access {

  private final DocumentStore store;

  StoreAccess(DocumentStore store) {
    this.store = store;
  }

  @Override
  public Optional<Role> role(String document, String account) {
    return store.role(document, account, Instant.now());
  }

  @Override
  public Optional<String> suggestedName(String account) {
    return store.person(account).map(Person::name);
  }

  @Override
  public boolean hasEnded(String session) {
    return store.findSignIn(session, Instant.now()).isEmpty();
  }

  @Override
  public boolean isGone(String account) {
    return !store.hasAccount(account);
  }
}
