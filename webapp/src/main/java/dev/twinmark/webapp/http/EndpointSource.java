package dev.twinmark.webapp.http;

import java.util.Map;

/** A source of endpoints of further addresses. */
@FunctionalInterface
public interface EndpointSource {

  /** No addresses. */
  EndpointSource NONE = path -> null;

  /**
   * Returns the endpoints of a path by method, or null if there is nothing.
   *
   * @param path decoded, without the base path
   */
  Map<String, Endpoint> methods(String path);
}
