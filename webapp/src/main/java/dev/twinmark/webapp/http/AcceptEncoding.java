package dev.twinmark.webapp.http;

import dev.twinmark.webapp.assets.Asset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Which content codings a client takes (RFC 9110, 12.5.3). Jetty's parser forgets the codings with
 * {@code q=0}, and {@code *} must not bring those back.
 */
public final class AcceptEncoding {

  private final Map<String, Double> weights;

  private AcceptEncoding(Map<String, Double> weights) {
    this.weights = weights;
  }

  /** Reads the header; none when it is absent. */
  static AcceptEncoding of(HttpFields headers) {
    var weights = new HashMap<String, Double>();
    for (QualityValue element : QualityValue.of(headers, HttpHeader.ACCEPT_ENCODING)) {
      weights.put(element.value(), element.weight());
    }
    return new AcceptEncoding(weights);
  }

  /** Returns whether a client takes gzip. */
  public static boolean takesGzip(HttpFields headers) {
    return of(headers).accepts(Asset.Encoding.GZIP.token());
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
}
