package dev.twinmark.webapp.documents;

import dev.twinmark.changes.ChangeSet;

/** Frames of clients in tests. */
final class Clients {

  static final String FIRST = "0123456789abcdef0123456789abcdef";
  static final String SECOND = "fedcba9876543210fedcba9876543210";

  private Clients() {}

  /**
   * @param version as JSON has it
   */
  static String hello(String client, String version) {
    return "{\"type\":\"hello\",\"protocol\":1,\"client\":\""
        + client
        + "\",\"version\":"
        + version
        + ",\"name\":\"me\"}";
  }

  static String push(long seq, long version, ChangeSet changes) {
    return LiveClient.frame(new LiveClient.Flight(seq, version, changes));
  }
}
