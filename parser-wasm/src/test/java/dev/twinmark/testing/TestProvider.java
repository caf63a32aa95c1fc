package dev.twinmark.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A provider of OpenID Connect on this machine, as strict as a real one: the client, its secret,
 * its address and PKCE are checked, and each code is used once. Tests may make it lie.
 */
public final class TestProvider implements AutoCloseable {

  public static final String CLIENT = "twinmark";
  public static final String SECRET = "s3cret of twinmark/+:";

  private static final int KEY_BITS = 2048;
  private static final int TOKEN_SECONDS = 300;

  /** Made once for all providers of a run, as that takes up to a second. */
  private static final KeyPair KEYS = newKeys();

  private static final KeyPair FOREIGN_KEYS = newKeys();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** The ways in which a token is signed. */
  public enum Signing {
    RS256,
    /** Not at all. */
    NONE,
    /** With a key that is not the provider's, under the name of one that is. */
    FOREIGN_KEY,
    /** With the public key as a shared secret. */
    PUBLIC_KEY_AS_SECRET
  }

  /** A code that was given, and what was asked for it. */
  private record Grant(String subject, String name, Map<String, String> request) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final Map<String, Grant> accessTokens = new ConcurrentHashMap<>();
  private volatile Signing signing = Signing.RS256;
  private volatile Consumer<JsonObject> claims = token -> {};
  private volatile boolean namesInTokens = true;

  private TestProvider(HttpServer server) {
    this.server = server;
  }

  /** Starts a provider on a free port. */
  public static TestProvider start() {
    return start(0);
  }

  /** Starts a provider on a port. */
  public static TestProvider start(int port) {
    try {
      var http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      var provider = new TestProvider(http);
      http.setExecutor(provider.threads);
      http.createContext("/", provider::answer);
      http.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String issuer() {
    return "http://127.0.0.1:" + port();
  }

  /** Signs tokens in another way from now on. */
  public void sign(Signing other) {
    signing = other;
  }

  /** Changes the claims of each token from now on. */
  public void change(Consumer<JsonObject> change) {
    claims = change;
  }

  /** Tells names at the address of user information alone from now on. */
  public void keepNamesOutOfTokens() {
    namesInTokens = false;
  }

  /**
   * Does what a person does in the browser.
   *
   * @param address to which the browser was sent
   * @param subject empty to cancel
   * @return path and query of the address to which the browser is sent back
   */
  public String answer(String address, String subject, String name) {
    URI asked = URI.create(address + "&subject=" + encode(subject) + "&name=" + encode(name));
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(asked).build(), BodyHandlers.ofString());
      URI back = URI.create(response.headers().firstValue("Location").orElseThrow());
      return back.getRawPath() + "?" + back.getRawQuery();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the provider answered", e);
    }
  }

  private static KeyPair newKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/.well-known/openid-configuration" -> json(exchange, 200, description());
        case "/keys" -> json(exchange, 200, publicKeys());
        case "/authorize" -> authorize(exchange);
        case "/token" -> token(exchange);
        case "/userinfo" -> userInfo(exchange);
        default -> exchange.sendResponseHeaders(404, -1);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonObject description() {
    var description = new JsonObject();
    description.addProperty("issuer", issuer());
    description.addProperty("authorization_endpoint", issuer() + "/authorize");
    description.addProperty("token_endpoint", issuer() + "/token");
    description.addProperty("userinfo_endpoint", issuer() + "/userinfo");
    description.addProperty("jwks_uri", issuer() + "/keys");
    description.add("response_types_supported", array("code"));
    description.add("subject_types_supported", array("public"));
    description.add("id_token_signing_alg_values_supported", array("RS256"));
    description.add("code_challenge_methods_supported", array("S256"));
    description.addProperty("authorization_response_iss_parameter_supported", true);
    return description;
  }

  private JsonObject publicKeys() {
    var key = (RSAPublicKey) KEYS.getPublic();
    var object = new JsonObject();
    object.addProperty("kty", "RSA");
    object.addProperty("use", "sig");
    object.addProperty("alg", "RS256");
    object.addProperty("kid", "first");
    object.addProperty("n", unsigned(key.getModulus()));
    object.addProperty("e", unsigned(key.getPublicExponent()));
    var array = new JsonArray();
    array.add(object);
    var set = new JsonObject();
    set.add("keys", array);
    return set;
  }

  private static JsonArray array(String value) {
    var array = new JsonArray();
    array.add(value);
    return array;
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return BASE64.encodeToString(
        bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  /**
   * Shows the form, or sends the browser back with what it has submitted: {@code subject} and
   * {@code name}. An empty subject means that the person has cancelled.
   */
  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = parameters(exchange.getRequestURI().getRawQuery());
    boolean isValid =
        CLIENT.equals(query.get("client_id"))
            && "code".equals(query.get("response_type"))
            && "S256".equals(query.get("code_challenge_method"))
            && query.getOrDefault("scope", "").contains("openid")
            && query.getOrDefault("redirect_uri", "").endsWith("/sign-in/callback");
    if (!isValid) {
      exchange.sendResponseHeaders(400, -1);
      return;
    }
    if (!query.containsKey("subject")) {
      html(exchange, form(query));
      return;
    }
    String answer;
    if (query.get("subject").isEmpty()) {
      answer = "error=access_denied";
    } else {
      String code = UUID.randomUUID().toString();
      grants.put(code, new Grant(query.get("subject"), query.getOrDefault("name", ""), query));
      answer = "code=" + code;
    }
    String back =
        query.get("redirect_uri")
            + "?"
            + answer
            + "&state="
            + encode(query.get("state"))
            + "&iss="
            + encode(issuer());
    exchange.getResponseHeaders().set("Location", back);
    exchange.sendResponseHeaders(302, -1);
  }

  private static String form(Map<String, String> query) {
    var hidden = new StringBuilder();
    query.forEach(
        (name, value) ->
            hidden
                .append("<input type=\"hidden\" name=\"")
                .append(name)
                .append("\" value=\"")
                .append(value.replace("&", "&amp;").replace("\"", "&quot;"))
                .append("\">"));
    return """
        <!DOCTYPE html>
        <html lang="en"><head><title>Test provider</title><link rel="icon" href="data:,"></head>
        <body><form action="/authorize">%s
        <label>Subject <input name="subject"></label> <label>Name <input name="name"></label>
        <button>Continue</button></form></body></html>
        """
        .formatted(hidden);
  }

  private void token(HttpExchange exchange) throws IOException, GeneralSecurityException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = parameters(body);
    String expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (encode(CLIENT) + ":" + encode(SECRET)).getBytes(StandardCharsets.UTF_8));
    if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      json(exchange, 401, error("invalid_client"));
      return;
    }
    // A code is used up by its first use, whatever comes of it.
    Grant grant = grants.remove(form.getOrDefault("code", ""));
    if (grant == null
        || !"authorization_code".equals(form.get("grant_type"))
        || !grant.request.get("redirect_uri").equals(form.get("redirect_uri"))
        || !grant.request.get("code_challenge").equals(challenge(form.get("code_verifier")))) {
      json(exchange, 400, error("invalid_grant"));
      return;
    }
    String accessToken = UUID.randomUUID().toString();
    accessTokens.put(accessToken, grant);
    var answer = new JsonObject();
    answer.addProperty("access_token", accessToken);
    answer.addProperty("token_type", "Bearer");
    answer.addProperty("expires_in", TOKEN_SECONDS);
    answer.addProperty("id_token", idToken(grant));
    json(exchange, 200, answer);
  }

  private static String challenge(String verifier) throws GeneralSecurityException {
    return BASE64.encodeToString(
        MessageDigest.getInstance("SHA-256")
            .digest(String.valueOf(verifier).getBytes(StandardCharsets.UTF_8)));
  }

  private String idToken(Grant grant) throws GeneralSecurityException {
    long now = Instant.now().getEpochSecond();
    var token = new JsonObject();
    token.addProperty("iss", issuer());
    token.addProperty("sub", grant.subject);
    token.addProperty("aud", CLIENT);
    token.addProperty("iat", now);
    token.addProperty("exp", now + TOKEN_SECONDS);
    token.addProperty("nonce", grant.request.get("nonce"));
    if (namesInTokens) {
      token.addProperty("name", grant.name);
    }
    claims.accept(token);
    return signed(token);
  }

  private String signed(JsonObject token) throws GeneralSecurityException {
    var header = new JsonObject();
    header.addProperty(
        "alg",
        switch (signing) {
          case NONE -> "none";
          case PUBLIC_KEY_AS_SECRET -> "HS256";
          default -> "RS256";
        });
    header.addProperty("kid", "first");
    String content = base64(header) + "." + base64(token);
    byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
    byte[] signature =
        switch (signing) {
          case RS256 -> rsa(KEYS, bytes);
          case FOREIGN_KEY -> rsa(FOREIGN_KEYS, bytes);
          case PUBLIC_KEY_AS_SECRET -> hmac(KEYS.getPublic().getEncoded(), bytes);
          case NONE -> new byte[0];
        };
    return content + "." + BASE64.encodeToString(signature);
  }

  private static byte[] rsa(KeyPair pair, byte[] content) throws GeneralSecurityException {
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(pair.getPrivate());
    signature.update(content);
    return signature.sign();
  }

  private static byte[] hmac(byte[] secret, byte[] content) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    return mac.doFinal(content);
  }

  private static String base64(JsonObject object) {
    return BASE64.encodeToString(object.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void userInfo(HttpExchange exchange) throws IOException {
    String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    Grant grant = accessTokens.get(authorization.replace("Bearer ", ""));
    if (grant == null) {
      exchange.sendResponseHeaders(401, -1);
      return;
    }
    var answer = new JsonObject();
    answer.addProperty("sub", grant.subject);
    answer.addProperty("name", grant.name);
    json(exchange, 200, answer);
  }

  private static JsonObject error(String code) {
    var error = new JsonObject();
    error.addProperty("error", code);
    return error;
  }

  private static Map<String, String> parameters(String form) {
    var parameters = new HashMap<String, String>();
    for (String pair : String.valueOf(form).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? parts[1] : "";
      parameters.put(parts[0], URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static void json(HttpExchange exchange, int status, JsonObject object)
      throws IOException {
    send(exchange, status, "application/json", object.toString());
  }

  private static void html(HttpExchange exchange, String page) throws IOException {
    send(exchange, 200, "text/html; charset=utf-8", page);
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
