package dev.twinmark.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.MutableCapabilities;
import org.openqa.selenium.net.PortProber;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * WebKitGTK's MiniBrowser, driven by its WebDriver. That has neither BiDi nor a log: all else is
 * left to an {@link InterceptingProxy}.
 */
final class WebKitDriver implements BrowserDriver {

  /** Generous: a cold browser beside a running build on two cores. */
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          // Its sandbox needs user namespaces, which containers and root do not have.
          "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1",
          // Neither a session's settings nor its bus.
          "GSETTINGS_BACKEND", "memory",
          "NO_AT_BRIDGE", "1");

  private final VirtualDisplay display;
  private final InterceptingProxy proxy;
  private final Process process;
  private final RemoteWebDriver driver;

  private WebKitDriver(
      VirtualDisplay display, InterceptingProxy proxy, Process process, RemoteWebDriver driver) {
    this.display = display;
    this.proxy = proxy;
    this.process = process;
    this.driver = driver;
    removeInitScripts();
  }

  static WebKitDriver start(Path profile) {
    if (profile != null) {
      throw new UnsupportedOperationException(
          "While it is automated MiniBrowser keeps nothing: see KnownLimitations");
    }
    VirtualDisplay display = VirtualDisplay.start();
    InterceptingProxy proxy =
        InterceptingProxy.start(Browser.resource("webkit-worker-problems.js"));
    int port = PortProber.findFreePort();
    try {
      ProcessBuilder builder =
          new ProcessBuilder(Settings.webkitDriver().toString(), "--port=" + port)
              .redirectErrorStream(true)
              .redirectOutput(Settings.output("webkit.log").toFile());
      builder.environment().putAll(ENVIRONMENT);
      builder.environment().put("DISPLAY", display.name());
      Process process = builder.start();
      URI address = URI.create("http://127.0.0.1:" + port);
      Waiting.until(START_LIMIT, "WebKitWebDriver answers", () -> answers(address));
      RemoteWebDriver driver = new RemoteWebDriver(address.toURL(), capabilities(proxy), false);
      return new WebKitDriver(display, proxy, process, driver);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MutableCapabilities capabilities(InterceptingProxy proxy) {
    return new MutableCapabilities(
        Map.of(
            "proxy",
            Map.of("proxyType", "manual", "httpProxy", proxy.address()),
            "webkitgtk:browserOptions",
            Map.of(
                "binary",
                Settings.miniBrowser().toString(),
                "args",
                // A page that is kept to go back to holds its database, which cannot be deleted.
                List.of("--automation", "--enable-page-cache=false"))));
  }

  private static boolean answers(URI address) {
    try {
      HttpURLConnection status =
          (HttpURLConnection) address.resolve("/status").toURL().openConnection();
      return status.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public RemoteWebDriver web() {
    return driver;
  }

  @Override
  public void addInitScript(String script) {
    proxy.addInitScript(script);
  }

  /** Keeps the script that reports problems, in place of a log. */
  @Override
  public void removeInitScripts() {
    proxy.removeInitScripts();
    proxy.addInitScript(Browser.resource("webkit-problems.js"));
  }

  @Override
  public boolean hasLog() {
    return false;
  }

  @Override
  public List<String> takeProblems() {
    return proxy.takeProblems();
  }

  @Override
  public void bypassCsp(boolean off) {
    proxy.takePoliciesAway(off);
  }

  @Override
  public void bypassServiceWorker(boolean off) {
    proxy.takeServiceWorkersAway(off);
  }

  @Override
  public void blockUrls(List<String> patterns) {
    proxy.block(patterns);
  }

  @Override
  public void clearData(String origin) {
    driver.get(InterceptingProxy.blankPage(origin));
    Object error = driver.executeAsyncScript(Browser.resource("clear-data.js"));
    if (error != null) {
      throw new IllegalStateException("The data of " + origin + " stays: " + error);
    }
  }

  @Override
  public Stream<ProcessHandle> processes() {
    return process.descendants();
  }

  @Override
  public void close() {
    try {
      driver.quit();
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      proxy.close();
      display.close();
    }
  }
}
