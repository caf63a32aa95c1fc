package dev.twinmark.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium, and the record of what went wrong in it: CSP violations, console errors,
 * uncaught exceptions and unhandled rejections, in every document and worker. {@link
 * BrowserExtension} fails a test that leaves such a problem unannounced.
 */
final class Browser implements AutoCloseable {

  static final By SOURCE = By.cssSelector("[data-twinmark-source]");
  static final By PREVIEW = By.cssSelector("[data-twinmark-preview]");
  static final By STATUS = By.cssSelector("[data-twinmark-status]");

  /** The time that a condition of the page may take to come true, on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The longest of the tests' own scripts renders some thousand documents. */
  private static final Duration SCRIPT_LIMIT = Duration.ofMinutes(3);

  private static final Dimension WINDOW = new Dimension(1280, 900);

  private static final Set<Keys> MODIFIERS =
      EnumSet.of(Keys.CONTROL, Keys.SHIFT, Keys.ALT, Keys.META);

  private static final String TOOLS = resource("page-tools.js");

  private final ChromeDriver driver;
  private final ChromeDriverService service;
  private final WorkerSessions workers;
  private final List<String> initScripts = new ArrayList<>();
  private final List<Announcement> announced = new ArrayList<>();

  private record Announcement(Pattern pattern, boolean required) {}

  private Browser(ChromeDriver driver, ChromeDriverService service) {
    this.driver = driver;
    this.service = service;
    Map<?, ?> chrome = (Map<?, ?>) driver.getCapabilities().getCapability("goog:chromeOptions");
    this.workers =
        new WorkerSessions(
            (String) chrome.get("debuggerAddress"),
            driver.getWindowHandle(),
            resource("worker-tools.js"));
  }

  /** A browser that knows nothing yet. */
  static Browser start() {
    return start(List.of());
  }

  /** A browser that keeps what it knows in a folder. */
  static Browser start(Path profile) {
    return start(List.of("--user-data-dir=" + profile));
  }

  private static Browser start(List<String> arguments) {
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
        // Documents name many hosts: none but this machine is ever asked.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
    options.addArguments(arguments);
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
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(SCRIPT_LIMIT);
    driver.manage().window().setSize(WINDOW);
    Browser browser = new Browser(driver, service);
    browser.addInitScript(TOOLS);
    browser.bypassServiceWorker(true);
    return browser;
  }

  // Pages

  void open(String url) {
    driver.get(url);
  }

  /** Opens a page of the editor and waits until its first render by script is done. */
  void openEditor(TwinmarkServer server) {
    open(server.uri().toString());
    awaitEditor();
  }

  /** Waits until the page's editor has rendered for the first time. */
  void awaitEditor() {
    async("await e2e.firstRender();");
  }

  /**
   * Switches the Content-Security-Policy, Trusted Types included, off or on for the documents
   * loaded from now on. Off, the tests may parse HTML, and the sanitizer has to do without a safety
   * net.
   */
  void bypassCsp(boolean off) {
    cdp("Page.setBypassCSP", Map.of("enabled", off));
  }

  /** Switches the service worker, which would answer what a test blocks, off or on. */
  void bypassServiceWorker(boolean off) {
    cdp("Network.enable", Map.of());
    cdp("Network.setBypassServiceWorker", Map.of("bypass", off));
  }

  /** Switches the pages' scripts off or on for the documents loaded from now on. */
  void disableScripts(boolean off) {
    cdp("Emulation.setScriptExecutionDisabled", Map.of("value", off));
  }

  /** Makes requests whose URL matches a pattern (with {@code *}) fail. */
  void blockUrls(String... patterns) {
    cdp("Network.enable", Map.of());
    cdp("Network.setBlockedURLs", Map.of("urls", List.of(patterns)));
  }

  /** Runs a script in every document opened from now on in this test, before its own scripts. */
  void addInitScript(String script) {
    Map<String, Object> added =
        cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    initScripts.add((String) added.get("identifier"));
  }

  /** The text of a file beside the tests. */
  static String resource(String name) {
    try (InputStream in = Browser.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("No test resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Elements, keys and scripts

  WebElement find(By locator) {
    return driver.findElement(locator);
  }

  /** Returns the element in which the user writes while the editor's script runs. */
  WebElement surface() {
    return find("[data-twinmark-surface]")
        .getShadowRoot()
        .findElement(By.cssSelector("[contenteditable]"));
  }

  /** Puts the focus into the text. */
  void focusEditor() {
    run("e2e.editor().focus();");
  }

  /**
   * Presses keys where the caret is; {@link WebElement#sendKeys} on an editable element begins at
   * its end. Modifiers are held until {@link Keys#NULL} or the end, as they are there.
   */
  void type(CharSequence... keys) {
    Actions actions = new Actions(driver);
    Deque<Keys> held = new ArrayDeque<>();
    for (char c : (String.join("", keys) + Keys.NULL).toCharArray()) {
      Keys key = c == '\n' ? Keys.ENTER : Keys.getKeyFromUnicode(c);
      if (key == Keys.NULL) {
        while (!held.isEmpty()) {
          actions.keyUp(held.pop());
        }
      } else if (key != null && MODIFIERS.contains(key)) {
        actions.keyDown(key);
        held.push(key);
      } else {
        actions.sendKeys(key == null ? String.valueOf(c) : key);
      }
    }
    actions.perform();
  }

  /** Drags an element sideways, in CSS pixels, to a place within the window. */
  void drag(String css, int distance) {
    new Actions(driver)
        .moveToElement(find(css))
        .clickAndHold()
        .moveByOffset(distance / 2, 0)
        .moveByOffset(distance - distance / 2, 0)
        .release()
        .perform();
  }

  /** Clicks at a place of the window, in CSS pixels from its top left corner. */
  /** Moves the pointer to the middle of an element. */
  void point(String css) {
    new Actions(driver).moveToElement(find(css)).perform();
  }

  void click(double x, double y) {
    new Actions(driver).moveToLocation((int) x, (int) y).click().perform();
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  int count(String css) {
    return driver.findElements(By.cssSelector(css)).size();
  }

  String url() {
    return driver.getCurrentUrl();
  }

  /** The HTML in the preview, as the browser serializes it. */
  String previewHtml() {
    return (String) run("return document.querySelector('[data-twinmark-preview]').innerHTML;");
  }

  String statusText() {
    return (String) run("return document.querySelector('[data-twinmark-status]').textContent;");
  }

  /** Runs a function body in the page; its arguments are {@code arguments[0]} and so on. */
  Object run(String body, Object... arguments) {
    return driver.executeScript(body, arguments);
  }

  /**
   * Runs the body of an async function in the page and waits for its end. Its arguments are the
   * elements of {@code args}.
   *
   * @throws AssertionError when it throws or rejects
   */
  Object async(String body, Object... arguments) {
    Object answer =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            const args = Array.prototype.slice.call(arguments, 0, -1);
            (async () => { %s })().then(
              (value) => done({ value }),
              (error) => done({ error: String((error && error.stack) || error) }));
            """
                .formatted(body),
            arguments);
    Map<?, ?> map = (Map<?, ?>) answer;
    if (map.get("error") != null) {
      throw new AssertionError("In the page: " + map.get("error"));
    }
    return map.get("value");
  }

  /** Lets pages read and write the clipboard without a prompt. */
  void allowClipboard() {
    cdp(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
  }

  /** Puts a text on the clipboard, from a page of another site. */
  void copy(CanaryServer pages, String text) {
    String page = pages.serve("/copy.html", "text/html", "", "<!DOCTYPE html><title>Copy</title>");
    allowClipboard();
    open(page);
    async("await navigator.clipboard.writeText(e2e.decode(args[0]));", Units.encode(text));
  }

  /** Waits until an expression of the page is truthy. */
  void await(String expression, Object... arguments) {
    await(PATIENCE, expression, arguments);
  }

  void await(Duration limit, String expression, Object... arguments) {
    new WebDriverWait(driver, limit, Duration.ofMillis(50))
        .withMessage(() -> "waiting for " + expression)
        .until(d -> Boolean.TRUE.equals(run("return Boolean(" + expression + ");", arguments)));
  }

  /** Runs an action with scripts and keys going to a frame of the page. */
  void inFrame(String css, Runnable action) {
    driver.switchTo().frame(find(css));
    try {
      action.run();
    } finally {
      driver.switchTo().defaultContent();
    }
  }

  /** Waits until there are as many tabs, and closes all but the one of the test. */
  void awaitTabsAndCloseOthers(int count) {
    String own = driver.getWindowHandle();
    new WebDriverWait(driver, PATIENCE)
        .withMessage(() -> "waiting for " + count + " tabs")
        .until(d -> d.getWindowHandles().size() == count);
    for (String tab : driver.getWindowHandles()) {
      if (!tab.equals(own)) {
        driver.switchTo().window(tab).close();
      }
    }
    driver.switchTo().window(own);
  }

  /** The workers of the open page. */
  WorkerSessions workers() {
    return workers;
  }

  /** A command of the Chrome DevTools Protocol. */
  Map<String, Object> cdp(String command, Map<String, Object> parameters) {
    return driver.executeCdpCommand(command, parameters);
  }

  // Problems

  /** Says that a problem is part of the test: it must occur, and does not fail the test. */
  void expectProblem(String regex) {
    announced.add(new Announcement(Pattern.compile(regex), true));
  }

  /** Says that a problem may occur, such as the images of documents that lead nowhere. */
  void allowProblem(String regex) {
    announced.add(new Announcement(Pattern.compile(regex), false));
  }

  /** The problems since the last call, those announced left out, those missing added. */
  List<String> takeProblems() {
    List<String> problems = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
        problems.add(entry.getMessage());
      }
    }
    List<String> missing =
        announced.stream()
            .filter(Announcement::required)
            .map(Announcement::pattern)
            .filter(pattern -> problems.stream().noneMatch(p -> pattern.matcher(p).find()))
            .map(pattern -> "expected, but did not occur: " + pattern)
            .toList();
    problems.removeIf(
        problem -> announced.stream().anyMatch(a -> a.pattern().matcher(problem).find()));
    problems.addAll(missing);
    announced.clear();
    return problems;
  }

  /** Leaves the page and undoes what a test has set. */
  void reset() {
    disableScripts(false);
    bypassCsp(false);
    bypassServiceWorker(true);
    blockUrls();
    String url = url();
    // A page stores its text when it is left: on a busy machine, after the storage was cleared.
    run(
        """
        for (const type of ['beforeunload', 'pagehide', 'visibilitychange']) {
          addEventListener(type, (event) => event.stopImmediatePropagation(), { capture: true });
        }
        """);
    open("about:blank");
    if (url.startsWith("http")) {
      // The next test is another user, who has written nothing yet.
      String origin = URI.create(url).resolve("/").toString();
      cdp("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
    }
    // All but the first, the tools.
    for (String identifier : initScripts.subList(1, initScripts.size())) {
      cdp("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", identifier));
    }
    initScripts.subList(1, initScripts.size()).clear();
  }

  /** Saves what the window shows as {@code target/screenshots/NAME.png}. */
  Path screenshot(String name) {
    Path file = Settings.output("screenshots/" + name + ".png");
    try {
      return Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
