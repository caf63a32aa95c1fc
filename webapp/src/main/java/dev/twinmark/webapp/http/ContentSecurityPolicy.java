package dev.twinmark.webapp.http;

import dev.twinmark.webapp.resource.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** A Content Security Policy. Immutable. */
final class ContentSecurityPolicy {

  /**
   * Nothing may be loaded but what is named here. {@code wasm-unsafe-eval} allows compiling
   * WebAssembly and nothing else; images are the one thing a document may fetch from elsewhere;
   * every string that becomes markup has to pass the policy named twinmark.
   */
  static final ContentSecurityPolicy OF_PAGES =
      new ContentSecurityPolicy(Map.of())
          .with("default-src", "'none'")
          .with("script-src", "'self' 'wasm-unsafe-eval'")
          .with("style-src", "'self'")
          .with("img-src", "'self' https: http: data:")
          .with("connect-src", "'self'")
          .with("worker-src", "'self'")
          .with("frame-src", "'self'")
          .with("manifest-src", "'self'")
          .with("form-action", "'self'")
          .with("base-uri", "'none'")
          .with("frame-ancestors", "'none'")
          .with("require-trusted-types-for", "'script'")
          .with("trusted-types", "twinmark");

  /**
   * For a page among the assets, which pages of any origin may have in a frame: it has no origin,
   * even where it is opened by itself. The rest of its policy is in the page, because the assets
   * are served by other servers, too.
   */
  static final ContentSecurityPolicy OF_ASSET_PAGES =
      new ContentSecurityPolicy(Map.of())
          .with("sandbox", "allow-scripts")
          .with("base-uri", "'none'")
          .with("form-action", "'none'");

  /** For images that visitors have sent, which may be opened by themselves. */
  static final ContentSecurityPolicy OF_IMAGES =
      new ContentSecurityPolicy(Map.of()).with("default-src", "'none'").with("sandbox", "");

  /** In the order in which they were added. */
  private final Map<String, String> directives;

  private ContentSecurityPolicy(Map<String, String> directives) {
    this.directives = directives;
  }

  /** This policy, and in it one directive with these sources, whatever they were before. */
  ContentSecurityPolicy with(String directive, String sources) {
    var changed = new LinkedHashMap<>(directives);
    changed.put(directive, sources);
    return new ContentSecurityPolicy(changed);
  }

  /** This policy, and in it what a piece of HTML has in its script and style elements. */
  ContentSecurityPolicy allowingInline(String html) {
    var changed = new LinkedHashMap<>(directives);
    for (Element element : Jsoup.parse(html).select("script:not([src]), style")) {
      String directive = element.normalName().equals("style") ? "style-src" : "script-src";
      changed.merge(directive, hash(element.data()), (sources, hash) -> sources + " " + hash);
    }
    return new ContentSecurityPolicy(changed);
  }

  /** As the header has it. */
  @Override
  public String toString() {
    return directives.entrySet().stream()
        .map(directive -> (directive.getKey() + " " + directive.getValue()).stripTrailing())
        .collect(Collectors.joining("; "));
  }

  private static String hash(String content) {
    byte[] digest = Sha256.of(content.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }
}
