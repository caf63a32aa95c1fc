package dev.twinmark.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.MutableCapabilities;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.bidi.BiDi;
import org.openqa.selenium.bidi.Command;
import org.openqa.selenium.bidi.Connection;
import org.openqa.selenium.bidi.Event;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.remote.HttpCommandExecutor;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.remote.http.HttpClient;

/**
 * Headless Firefox: WebDriver by way of {@link Marionette}, WebDriver BiDi for what happens in it,
 * and scripts with the browser's own privileges for the rest.
 */
final class FirefoxDriver implements BrowserDriver {

  private static final Map<String, Object> PREFERENCES =
      Map.of(
          // A free one, which Firefox then writes into its profile.
          "marionette.port", 0,
          // Documents name many hosts: none but this machine is ever asked.
          "network.dns.disabled", true,
          // The page's policy forbids the icon that Firefox would ask for.
          "browser.chrome.site_icons", false,
          "dom.events.testing.asyncClipboard", true);

  /** A preference of the tests' own. */
  private static final String BYPASS_CSP = "twinmark.bypassCsp";

  /** Generous: a cold browser beside a running build on two cores. */
  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private static final int FIRST_ERROR_STATUS = 400;

  private final Process process;
  private final Path temporaryProfile;
  private final Marionette marionette;
  private final RemoteWebDriver driver;
  private final BiDi bidi;
  private final List<String> preloadScripts = new ArrayList<>();
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
  private volatile Pattern blocked = Pattern.compile("(?!)");
  private String interception;

  private FirefoxDriver(Process process, Path temporaryProfile, Marionette marionette) {
    this.process = process;
    this.temporaryProfile = temporaryProfile;
    this.marionette = marionette;
    URL address = url("http://marionette.invalid");
    this.driver =
        new RemoteWebDriver(
            new HttpCommandExecutor(Map.of(), address, (HttpClient.Factory) config -> marionette),
            new MutableCapabilities(Map.of("webSocketUrl", true)));
    this.bidi = connect((String) driver.getCapabilities().getCapability("webSocketUrl"));
    marionette.runPrivileged(Browser.resource("firefox-csp.js"), BYPASS_CSP);
    bidi.addListener(event("log.entryAdded"), this::logged);
    bidi.addListener(event("network.responseCompleted"), this::completed);
    bidi.addListener(event("network.fetchError"), this::failed);
    bidi.addListener(event("network.beforeRequestSent"), this::decide);
  }

  static FirefoxDriver start(Path keptProfile) {
    try {
      Path temporary = keptProfile == null ? Files.createTempDirectory("twinmark-firefox") : null;
      Path profile = keptProfile == null ? temporary : keptProfile;
      Path portFile = profile.resolve("MarionetteActivePort");
      Files.deleteIfExists(portFile);
      Files.writeString(profile.resolve("user.js"), preferences());
      Process process =
          new ProcessBuilder(
                  Settings.firefox().toString(),
                  "--headless",
                  "--no-remote",
                  "--marionette",
                  "--remote-debugging-port",
                  "0",
                  "--remote-allow-system-access",
                  "--profile",
                  profile.toString())
              .redirectErrorStream(true)
              .redirectOutput(Settings.output("firefox.log").toFile())
              .start();
      Waiting.until(
          START_LIMIT, "Firefox listens", () -> Files.exists(portFile) && !isEmpty(portFile));
      int port = Integer.parseInt(Files.readString(portFile).strip());
      return new FirefoxDriver(process, temporary, new Marionette(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String preferences() {
    return PREFERENCES.entrySet().stream()
        .map(entry -> "user_pref(\"%s\", %s);\n".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  private static boolean isEmpty(Path file) {
    try {
      return Files.size(file) == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BiDi connect(String address) {
    HttpClient client =
        HttpClient.Factory.createDefault()
            .createClient(ClientConfig.defaultConfig().baseUri(URI.create(address)));
    return new BiDi(new Connection(client, address), ANSWER_LIMIT);
  }

  private static Event<Map<String, Object>> event(String name) {
    return new Event<>(name, parameters -> parameters);
  }

  private Map<String, Object> bidi(String method, Map<String, Object> parameters) {
    return bidi.send(new Command<>(method, parameters, Json.MAP_TYPE));
  }

  @Override
  public RemoteWebDriver web() {
    return driver;
  }

  @Override
  public void addInitScript(String script) {
    Map<String, Object> added =
        bidi(
            "script.addPreloadScript", Map.of("functionDeclaration", "() => {\n" + script + "\n}"));
    preloadScripts.add((String) added.get("script"));
  }

  @Override
  public void removeInitScripts() {
    preloadScripts.forEach(script -> bidi("script.removePreloadScript", Map.of("script", script)));
    preloadScripts.clear();
  }

  // Problems

  @Override
  public List<String> takeProblems() {
    // Events arrive in order: after these two answers no problem of the page is still on its way.
    driver.executeScript("return 0;");
    bidi("session.status", Map.of());
    List<?> errors = (List<?>) marionette.runPrivileged(Browser.resource("firefox-errors.js"));
    List<String> taken = new ArrayList<>();
    errors.forEach(error -> taken.add((String) error));
    for (String problem = problems.poll(); problem != null; problem = problems.poll()) {
      taken.add(problem);
    }
    return taken;
  }

  /** Uncaught errors are among those that Firefox itself keeps, workers' included. */
  private void logged(Map<String, Object> entry) {
    if ("error".equals(entry.get("level")) && "console".equals(entry.get("type"))) {
      problems.add((String) entry.get("text"));
    }
  }

  private void completed(Map<String, Object> event) {
    Number status = (Number) ((Map<?, ?>) event.get("response")).get("status");
    if (status.intValue() >= FIRST_ERROR_STATUS) {
      problems.add(
          "Failed to load resource: the server responded with a status of %s (%s)"
              .formatted(status, requested(event)));
    }
  }

  private void failed(Map<String, Object> event) {
    if (!"NS_BINDING_ABORTED".equals(event.get("errorText"))) {
      problems.add(
          "Failed to load resource: %s (%s)".formatted(event.get("errorText"), requested(event)));
    }
  }

  private static String requested(Map<String, Object> event) {
    return (String) ((Map<?, ?>) event.get("request")).get("url");
  }

  // The network

  @Override
  public void blockUrls(List<String> patterns) {
    blocked =
        Pattern.compile(
            patterns.isEmpty()
                ? "(?!)"
                : patterns.stream()
                    .map(pattern -> "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E")
                    .collect(Collectors.joining("|")));
    if (interception != null) {
      bidi("network.removeIntercept", Map.of("intercept", interception));
      interception = null;
    }
    if (!patterns.isEmpty()) {
      interception =
          (String)
              bidi("network.addIntercept", Map.of("phases", List.of("beforeRequestSent")))
                  .get("intercept");
    }
  }

  private void decide(Map<String, Object> event) {
    if (Boolean.TRUE.equals(event.get("isBlocked"))) {
      String url = requested(event);
      String decision =
          blocked.matcher(url).matches() ? "network.failRequest" : "network.continueRequest";
      Object id = ((Map<?, ?>) event.get("request")).get("request");
      // Not on this thread, which has to read the answer.
      Thread thread = new Thread(() -> bidi(decision, Map.of("request", id)), "decision");
      thread.setDaemon(true);
      thread.start();
    }
  }

  // Settings, which take privileges

  @Override
  public void bypassCsp(boolean off) {
    setPreference(BYPASS_CSP, off);
  }

  @Override
  public void bypassServiceWorker(boolean off) {
    setPreference("dom.serviceWorkers.enabled", !off);
  }

  @Override
  public void disableScripts(boolean off) {
    setPreference("javascript.enabled", !off);
  }

  private void setPreference(String name, boolean value) {
    marionette.runPrivileged(
        "Services.prefs.setBoolPref(arguments[0], arguments[1]); arguments[2]();", name, value);
  }

  @Override
  public void clearData(String origin) {
    marionette.runPrivileged(
        """
        const [origin, done] = arguments;
        const principal = Services.scriptSecurityManager.createContentPrincipalFromOrigin(origin);
        Services.clearData.deleteDataFromPrincipal(principal, false, Ci.nsIClearDataService.CLEAR_ALL, () => done());
        """,
        origin);
  }

  @Override
  public void allowClipboard() {
    // A preference, for the whole run.
  }

  /**
   * By an action: to send keys to the element in which the user writes counts as not interactable.
   */
  @Override
  public void typeCharacter(String character) {
    new Actions(driver).sendKeys(character).perform();
  }

  // Processes

  @Override
  public Stream<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants());
  }

  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        bidi.close();
        driver.quit();
      }
    } catch (WebDriverException e) {
      // The browser was killed in the middle of a message.
      process.destroyForcibly();
    } finally {
      end();
    }
  }

  private void end() {
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        processes().forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
      }
      marionette.close();
      if (temporaryProfile != null) {
        Folders.delete(temporaryProfile);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static URL url(String text) {
    try {
      return URI.create(text).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
