package dev.twinmark.webapp.http;

import dev.twinmark.webapp.assets.Asset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which content codings a client takes (RFC 9110, 12.5.3). Jetty's parser forgets the codings with
 * {@code q=0}, and {@code *} must not bring those back.
 */
final class AcceptEncoding {

  private final Map<String, Double> weights;

  private AcceptEncoding(Map<String, Double> weights) {
    this.weights = weights;
  }

  /** Reads the elements of the header, such as {@code gzip;q=0.5}; none when it is absent. */
  static AcceptEncoding of(List<String> elements) {
    var weights = new HashMap<String, Double>();
    for (String element : elements) {
      String[] parts = element.toLowerCase(Locale.ROOT).split(";", 2);
      weights.put(parts[0].strip(), parts.length == 1 ? 1 : weight(parts[1].strip()));
    }
    return new AcceptEncoding(weights);
  }

  /**
   * The smallest of the available encodings that the client takes. A client's preference among them
   * is not asked: it cannot know which is smaller, and decodes either as fast. The bare content is
   * always available, also to who excludes it, as there would be nothing to send otherwise.
   */
  Asset.Encoding best(Set<Asset.Encoding> available) {
    return available.stream()
        .filter(encoding -> encoding != Asset.Encoding.IDENTITY && accepts(encoding.token()))
        .findFirst()
        .orElse(Asset.Encoding.IDENTITY);
  }

  private boolean accepts(String coding) {
    return weights.getOrDefault(coding, weights.getOrDefault("*", 0.0)) > 0;
  }

  private static double weight(String parameter) {
    if (!parameter.matches("q\\s*=\\s*[01](\\.[0-9]{0,3})?")) {
      return 0; // What cannot be understood is better not relied on.
    }
    return Double.parseDouble(parameter.substring(parameter.indexOf('=') + 1).strip());
  }
}
