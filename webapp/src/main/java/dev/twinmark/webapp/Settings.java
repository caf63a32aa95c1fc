package dev.twinmark.webapp;

import dev.twinmark.webapp.client.ClientAddress;
import dev.twinmark.webapp.tls.TlsFiles;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * The options of a server, made by {@link #builder()}.
 *
 * @param host the address to listen on
 * @param port the TCP port to listen on; 0 means any free one
 * @param tls the certificate with which connections are encrypted; null for plain HTTP
 * @param maxDocumentBytes the length, in bytes of UTF-8, of the longest document that is rendered
 * @param publicAddress the origin under which visitors reach the server, as in {@code
 *     https://notes.example}; null for the host of each request
 * @param frameAncestors the origins whose pages may have the editor in a frame, as in {@code
 *     https://example.org}; none when empty
 * @param basePath the path of the editor, as in {@code /notes/}, below which all other addresses
 *     are
 * @param trustedProxies the addresses or networks, as in {@code 10.0.0.0/8}, of proxies that the
 *     server trusts to name the client whose request they pass on
 * @param metricsAddress where {@code /metrics} is served; null for nowhere
 * @param documents the documents that the server keeps; null for none
 */
public record Settings(
    String host,
    int port,
    TlsFiles tls,
    int maxDocumentBytes,
    String basePath,
    String publicAddress,
    List<String> frameAncestors,
    List<String> trustedProxies,
    ListenAddress metricsAddress,
    DocumentSettings documents) {

  /** Reachable from this machine only, which is what a first start should be. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  /** The customary port of a web server that does not need privileges. */
  public static final int DEFAULT_PORT = 8080;

  /** 5 MiB: longer than most books, and a few seconds of work. */
  public static final int DEFAULT_MAX_DOCUMENT_BYTES = 5 * 1024 * 1024;

  /** The server has its host for itself. */
  public static final String DEFAULT_BASE_PATH = "/";

  /**
   * 256 MiB. A form sends up to six bytes for each of the document's, and its length has to stay an
   * {@code int}.
   */
  public static final int LARGEST_MAX_DOCUMENT_BYTES = 256 * 1024 * 1024;

  /**
   * @throws IllegalArgumentException when a value is out of its range; the message says which
   */
  public Settings {
    Objects.requireNonNull(host, "host");
    host = withoutBrackets(host);
    if (host.isBlank()) {
      throw new IllegalArgumentException("The host must not be empty.");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "The port must be between 0 and 65535, and " + port + " is not.");
    }
    if (maxDocumentBytes < 1 || maxDocumentBytes > LARGEST_MAX_DOCUMENT_BYTES) {
      throw new IllegalArgumentException(
          "The limit of a document's bytes must be between 1 and "
              + LARGEST_MAX_DOCUMENT_BYTES
              + ", and "
              + maxDocumentBytes
              + " is not.");
    }
    basePath = BasePath.normalized(basePath);
    publicAddress =
        publicAddress == null ? null : Origin.normalized("The public address", publicAddress);
    frameAncestors =
        frameAncestors.stream()
            .map(origin -> Origin.normalized("A frame's ancestor", origin))
            .distinct()
            .toList();
    trustedProxies = List.copyOf(trustedProxies);
    var unused = new ClientAddress(trustedProxies); // Checks them.
  }

  /** The address of the editor on a port, as a browser takes it. */
  URI address(int localPort) {
    // The zone of a local address (RFC 6874) starts with a percent sign, which is escaped.
    String inUrl = host.contains(":") ? "[" + host.replaceFirst("%(?!25)", "%25") + "]" : host;
    return URI.create((tls == null ? "http://" : "https://") + inUrl + ":" + localPort + basePath);
  }

  /** An IPv6 address may be given as an address has it, in brackets. */
  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** Returns a builder with the default of each option. */
  public static Builder builder() {
    return new Builder();
  }

  /** These settings with another limit of a document's length. */
  Settings withMaxDocumentBytes(int bytes) {
    return new Settings(
        host,
        port,
        tls,
        bytes,
        basePath,
        publicAddress,
        frameAncestors,
        trustedProxies,
        metricsAddress,
        documents);
  }

  /** Collects the options that differ from their defaults. */
  public static final class Builder {

    private String host = DEFAULT_HOST;
    private int port = DEFAULT_PORT;
    private TlsFiles tls;
    private int maxDocumentBytes = DEFAULT_MAX_DOCUMENT_BYTES;
    private String basePath = DEFAULT_BASE_PATH;
    private String publicAddress;
    private List<String> frameAncestors = List.of();
    private List<String> trustedProxies = List.of();
    private ListenAddress metricsAddress;
    private DocumentSettings documents;

    private Builder() {}

    /** Sets {@link Settings#host()}. */
    public Builder host(String host) {
      this.host = host;
      return this;
    }

    /** Sets {@link Settings#port()}. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** Sets {@link Settings#tls()}. */
    public Builder tls(TlsFiles tls) {
      this.tls = tls;
      return this;
    }

    /** Sets {@link Settings#maxDocumentBytes()}. */
    public Builder maxDocumentBytes(int maxDocumentBytes) {
      this.maxDocumentBytes = maxDocumentBytes;
      return this;
    }

    /** Sets {@link Settings#basePath()}. */
    public Builder basePath(String basePath) {
      this.basePath = basePath;
      return this;
    }

    /** Sets {@link Settings#publicAddress()}. */
    public Builder publicAddress(String publicAddress) {
      this.publicAddress = publicAddress;
      return this;
    }

    /** Sets {@link Settings#frameAncestors()}. */
    public Builder frameAncestors(List<String> frameAncestors) {
      this.frameAncestors = frameAncestors;
      return this;
    }

    /** Sets {@link Settings#trustedProxies()}. */
    public Builder trustedProxies(List<String> trustedProxies) {
      this.trustedProxies = trustedProxies;
      return this;
    }

    /** Sets {@link Settings#metricsAddress()}. */
    public Builder metricsAddress(ListenAddress metricsAddress) {
      this.metricsAddress = metricsAddress;
      return this;
    }

    /** Sets {@link Settings#documents()}. */
    public Builder documents(DocumentSettings documents) {
      this.documents = documents;
      return this;
    }

    /**
     * Returns the settings.
     *
     * @throws IllegalArgumentException when a value is out of its range; the message says which
     */
    public Settings build() {
      return new Settings(
          host,
          port,
          tls,
          maxDocumentBytes,
          basePath,
          publicAddress,
          frameAncestors,
          trustedProxies,
          metricsAddress,
          documents);
    }
  }
}
