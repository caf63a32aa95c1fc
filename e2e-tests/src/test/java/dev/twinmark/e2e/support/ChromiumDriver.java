package dev.twinmark.e2e.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.RemoteWebDriver;

/** Headless Chromium, driven by chromedriver and the DevTools protocol. */
final class ChromiumDriver implements BrowserDriver {

  /** The storage that pages use. To clear {@code all} takes ten times as long. */
  private static final String STORAGE_TYPES =
      "cookies,local_storage,indexeddb,cache_storage,service_workers";

  private final ChromeDriver driver;
  private final ChromeDriverService service;
  private final WorkerSessions workers;
  private final List<String> initScripts = new ArrayList<>();

  /** The script that hides service workers while they are switched off; null while they are on. */
  private String hidesServiceWorkers;

  private boolean blocksUrls;

  private ChromiumDriver(ChromeDriver driver, ChromeDriverService service) {
    this.driver = driver;
    this.service = service;
    Map<?, ?> chrome = (Map<?, ?>) driver.getCapabilities().getCapability("goog:chromeOptions");
    this.workers =
        new WorkerSessions(
            (String) chrome.get("debuggerAddress"),
            driver.getWindowHandle(),
            Browser.resource("worker-tools.js"));
  }

  static ChromiumDriver start(Path profile) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(Settings.chromium().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        // One process renders all pages: starting a new one costs as much as loading the editor.
        "--renderer-process-limit=1",
        "--disable-site-isolation-trials",
        "--disable-features=SpareRendererForSitePerProcess,IsolateOrigins,site-per-process",
        // Documents name many hosts: none but this machine is ever asked.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
    if (profile != null) {
      options.addArguments("--user-data-dir=" + profile);
    }
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logging);
    // Given both paths, Selenium has nothing to look for and downloads nothing.
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Settings.chromedriver().toFile())
            .usingAnyFreePort()
            .withLogFile(Settings.output("chromedriver.log").toFile())
            .build();
    return new ChromiumDriver(new ChromeDriver(service, options), service);
  }

  @Override
  public RemoteWebDriver web() {
    return driver;
  }

  @Override
  public void addInitScript(String script) {
    initScripts.add(addScript(script));
  }

  @Override
  public void removeInitScripts() {
    initScripts.forEach(this::removeScript);
    initScripts.clear();
  }

  private String addScript(String source) {
    return (String)
        cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", source)).get("identifier");
  }

  private void removeScript(String identifier) {
    cdp("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", identifier));
  }

  @Override
  public List<String> takeProblems() {
    List<String> problems = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
        problems.add(entry.getMessage());
      }
    }
    return problems;
  }

  @Override
  public void bypassCsp(boolean off) {
    cdp("Page.setBypassCSP", Map.of("enabled", off));
  }

  @Override
  public void bypassServiceWorker(boolean off) {
    // Not Network.setBypassServiceWorker: with that, each page still stores all files for offline
    // use.
    if (off && hidesServiceWorkers == null) {
      hidesServiceWorkers = addScript(HIDE_SERVICE_WORKERS);
    } else if (!off && hidesServiceWorkers != null) {
      removeScript(hidesServiceWorkers);
      hidesServiceWorkers = null;
    }
  }

  @Override
  public void disableScripts(boolean off) {
    cdp("Emulation.setScriptExecutionDisabled", Map.of("value", off));
  }

  @Override
  public void clearEmulation() {
    cdp("Emulation.clearDeviceMetricsOverride", Map.of());
    cdp("Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of()));
  }

  @Override
  public void blockUrls(List<String> patterns) {
    if (patterns.isEmpty() && !blocksUrls) {
      return;
    }
    blocksUrls = !patterns.isEmpty();
    cdp("Network.enable", Map.of());
    cdp("Network.setBlockedURLs", Map.of("urls", patterns));
  }

  @Override
  public void clearData(String origin) {
    cdp("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", STORAGE_TYPES));
  }

  @Override
  public void allowClipboard() {
    cdp(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
  }

  @Override
  public void typeCharacter(String character) {
    cdp(
        "Input.dispatchKeyEvent",
        Map.of("type", "char", "text", character, "unmodifiedText", character));
  }

  @Override
  public Stream<ProcessHandle> processes() {
    Map<?, ?> chrome = (Map<?, ?>) driver.getCapabilities().getCapability("chrome");
    String profile = "--user-data-dir=" + chrome.get("userDataDir");
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(profile))
        // Those that store and draw do not all name the profile, and must not live on to write.
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .distinct();
  }

  @Override
  public Map<String, Object> cdp(String command, Map<String, Object> parameters) {
    return driver.executeCdpCommand(command, parameters);
  }

  @Override
  public void close() {
    workers.close();
    try {
      driver.quit();
    } catch (WebDriverException e) {
      // The browser was killed in the middle of a message: only its driver is left.
      service.stop();
    }
  }
}
