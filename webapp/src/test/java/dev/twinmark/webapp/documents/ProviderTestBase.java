package dev.twinmark.webapp.documents;

import dev.twinmark.documents.InMemoryDocumentStore;
import dev.twinmark.testing.TestProvider;
import dev.twinmark.webapp.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server for each test at which people sign in by a provider, who create documents then. */
abstract class ProviderTestBase {

  final InMemoryDocumentStore store = new InMemoryDocumentStore();
  TestProvider provider;
  TestServer server;

  @BeforeEach
  void start() {
    provider = TestProvider.start();
    server = TestServer.withProvider(store, provider, Creators.SIGNED_IN);
  }

  @AfterEach
  void stop() {
    server.close();
    provider.close();
  }
}
