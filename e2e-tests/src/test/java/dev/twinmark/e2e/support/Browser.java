package dev.twinmark.e2e.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A browser without a screen, and the record of what went wrong in it: CSP violations, console
 * errors, uncaught exceptions and unhandled rejections, in every document and worker. {@link
 * BrowserExtension} fails a test that leaves such a problem unannounced.
 */
public final class Browser implements AutoCloseable {

  public static final By SOURCE = By.cssSelector("[data-twinmark-source]");
  public static final By PREVIEW = By.cssSelector("[data-twinmark-preview]");
  public static final By STATUS = By.cssSelector("[data-twinmark-status]");

  /** The time that a condition of the page may take to come true, on a busy machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration POLLING = Duration.ofMillis(50);

  /** The longest of the tests' own scripts renders some thousand documents. */
  private static final Duration SCRIPT_LIMIT = Duration.ofMinutes(3);

  private static final Dimension WINDOW = new Dimension(1280, 900);

  private static final Set<Keys> MODIFIERS =
      EnumSet.of(Keys.CONTROL, Keys.SHIFT, Keys.ALT, Keys.META);

  private static final String TOOLS = resource("page-tools.js");

  private final BrowserDriver browser;
  private final RemoteWebDriver driver;
  private final List<Announcement> announced = new ArrayList<>();

  private record Announcement(Pattern pattern, boolean required) {}

  private Browser(BrowserDriver browser) {
    this.browser = browser;
    this.driver = browser.web();
    driver.manage().timeouts().scriptTimeout(SCRIPT_LIMIT);
    driver.manage().window().setSize(WINDOW);
    addInitScript(TOOLS);
    bypassServiceWorker(true);
  }

  /** A browser that knows nothing yet. */
  public static Browser start() {
    return start(null);
  }

  /** A browser that keeps what it knows in a folder. */
  public static Browser start(Path profile) {
    return new Browser(BrowserName.current().start(profile));
  }

  // Pages

  public void open(String url) {
    driver.get(url);
  }

  /**
   * Goes back one entry of the history. {@code history.back()} in a page is no substitute: Chromium
   * skips entries without a user activation then, and the answer of the script can be lost.
   */
  public void back() {
    driver.navigate().back();
  }

  /** Goes forward one entry of the history. */
  public void forward() {
    driver.navigate().forward();
  }

  /** Opens a page of the editor and waits until its first render by script is done. */
  public void openEditor(TwinmarkServer server) {
    open(server.uri().toString());
    awaitEditor();
  }

  /** Waits until the page's editor has rendered for the first time. */
  public void awaitEditor() {
    // Not every driver waits for the page that a click leads to.
    await("window.e2e");
    async("await e2e.firstRender();");
  }

  /**
   * Switches the Content-Security-Policy, Trusted Types included, off or on for the documents
   * loaded from now on. Off, the tests may parse HTML, and the sanitizer has to do without a safety
   * net.
   */
  public void bypassCsp(boolean off) {
    browser.bypassCsp(off);
  }

  /** Switches the service worker, which would answer what a test blocks, off or on. */
  public void bypassServiceWorker(boolean off) {
    browser.bypassServiceWorker(off);
  }

  /** Waits until the service worker answers the requests of the page. */
  public void awaitServiceWorker() {
    async("await navigator.serviceWorker.ready;");
    await("navigator.serviceWorker.controller !== null");
  }

  /** Removes the service worker, which would answer for the server of another test. */
  public void removeServiceWorker() {
    async(
        "for (const r of await navigator.serviceWorker.getRegistrations()) await r.unregister();");
  }

  /** Switches the pages' scripts off or on for the documents loaded from now on. */
  public void disableScripts(boolean off) {
    browser.disableScripts(off);
  }

  /** Makes requests whose URL matches a pattern (with {@code *}) fail. */
  public void blockUrls(String... patterns) {
    browser.blockUrls(List.of(patterns));
  }

  /** Runs a script in every document opened from now on in this test, before its own scripts. */
  public void addInitScript(String script) {
    browser.addInitScript(script);
  }

  /** The text of a file beside the tests. */
  public static String resource(String name) {
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

  public WebElement find(By locator) {
    return driver.findElement(locator);
  }

  /** Returns the element in which the user writes while the editor's script runs. */
  public WebElement surface() {
    return find("[data-twinmark-surface]")
        .getShadowRoot()
        .findElement(By.cssSelector("[contenteditable]"));
  }

  /** Puts the focus into the text. */
  public void focusEditor() {
    run("e2e.editor().focus();");
  }

  /**
   * Presses keys where the caret is; {@link WebElement#sendKeys} on an editable element begins at
   * its end. Modifiers are held until {@link Keys#NULL} or the end, as they are there.
   */
  public void type(CharSequence... keys) {
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
  public void drag(String css, int distance) {
    new Actions(driver)
        .moveToElement(find(css))
        .clickAndHold()
        .moveByOffset(distance / 2, 0)
        .moveByOffset(distance - distance / 2, 0)
        .release()
        .perform();
  }

  /** Drags from one place of the window to another, in CSS pixels from its top left corner. */
  public void drag(double fromX, double fromY, double toX, double toY) {
    new Actions(driver)
        .moveToLocation((int) fromX, (int) fromY)
        .clickAndHold()
        .moveToLocation((int) (fromX + toX) / 2, (int) (fromY + toY) / 2)
        .moveToLocation((int) toX, (int) toY)
        .release()
        .perform();
  }

  /** Moves the pointer to the middle of an element. */
  public void point(String css) {
    new Actions(driver).moveToElement(find(css)).perform();
  }

  /** Clicks at a place of the window, in CSS pixels from its top left corner. */
  public void click(double x, double y) {
    new Actions(driver).moveToLocation((int) x, (int) y).click().perform();
  }

  /** Clicks twice at a place of the window, in CSS pixels from its top left corner. */
  public void doubleClick(double x, double y) {
    new Actions(driver).moveToLocation((int) x, (int) y).doubleClick().perform();
  }

  public WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  public int count(String css) {
    return driver.findElements(By.cssSelector(css)).size();
  }

  public String url() {
    return driver.getCurrentUrl();
  }

  /** The HTML in the preview, as the browser serializes it. */
  public String previewHtml() {
    return (String) run("return document.querySelector('[data-twinmark-preview]').innerHTML;");
  }

  public String statusText() {
    return (String) run("return document.querySelector('[data-twinmark-status]').textContent;");
  }

  /** Runs a function body in the page; its arguments are {@code arguments[0]} and so on. */
  public Object run(String body, Object... arguments) {
    return driver.executeScript(body, arguments);
  }

  /**
   * Runs a function body that leaves the page, in a task of its own: where the navigation comes
   * before the answer of the script, ChromeDriver reports "aborted by navigation".
   */
  public void leave(String body) {
    run("setTimeout(() => { %s });".formatted(body));
  }

  /**
   * Runs the body of an async function in the page and waits for its end. Its arguments are the
   * elements of {@code args}.
   *
   * @throws AssertionError when it throws or rejects
   */
  public Object async(String body, Object... arguments) {
    Object answer =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            const args = Array.prototype.slice.call(arguments, 0, -1);
            (async () => { %s })().then(
              (value) => done({ value }),
              (error) => done({ error: `${error}\n${error?.stack ?? ''}` }));
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
  public void allowClipboard() {
    browser.allowClipboard();
  }

  /** Puts a text on the clipboard, from a page of another site. */
  public void copy(CanaryServer pages, String text) {
    String page = pages.serve("/copy.html", "text/html", "", "<!DOCTYPE html><title>Copy</title>");
    allowClipboard();
    open(page);
    async("await navigator.clipboard.writeText(e2e.decode(args[0]));", Units.encode(text));
  }

  /** Waits until an expression of the page is truthy. */
  public void await(String expression, Object... arguments) {
    await(PATIENCE, expression, arguments);
  }

  public void await(Duration limit, String expression, Object... arguments) {
    new WebDriverWait(driver, limit, POLLING)
        .withMessage(() -> "waiting for " + expression)
        .until(d -> Boolean.TRUE.equals(run("return Boolean(" + expression + ");", arguments)));
  }

  /** Runs an action with scripts and keys going to a frame of the page. */
  public void inFrame(String css, Runnable action) {
    driver.switchTo().frame(find(css));
    try {
      action.run();
    } finally {
      driver.switchTo().defaultContent();
    }
  }

  /** Waits until there are as many tabs, and closes all but the one of the test. */
  public void awaitTabsAndCloseOthers(int count) {
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

  /** Waits until an expression of the page has a value, and fails with the one that it has. */
  public void awaitEquals(Object expected, String expression, Object... arguments) {
    try {
      new WebDriverWait(driver, PATIENCE, POLLING)
          .until(d -> Objects.equals(expected, run("return " + expression + ";", arguments)));
    } catch (TimeoutException e) {
      assertEquals(expected, run("return " + expression + ";", arguments), expression);
    }
  }

  /** Takes a character in as the press of its key does, as fast as the browser can. */
  public void typeCharacter(String character) {
    browser.typeCharacter(character);
  }

  /** The processes of the browser, for a test that kills them. */
  public List<ProcessHandle> processes() {
    return browser.processes().toList();
  }

  /** Emulates a window of a size, in CSS pixels. In Chromium alone. */
  public void emulateWindow(int width, int height) {
    cdp(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Emulates media features, such as {@code prefers-color-scheme}. In Chromium alone. */
  public void emulateMedia(Map<String, String> features) {
    cdp(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            features.entrySet().stream()
                .map(feature -> Map.of("name", feature.getKey(), "value", feature.getValue()))
                .toList()));
  }

  /** A command of the Chrome DevTools Protocol, which Chromium alone has. */
  public Map<String, Object> cdp(String command, Map<String, Object> parameters) {
    return browser.cdp(command, parameters);
  }

  // Problems

  /** Says that a problem is part of the test: it must occur, and does not fail the test. */
  public void expectProblem(String regex) {
    announced.add(new Announcement(Pattern.compile(regex), true));
  }

  /** Says that the browser itself must report a refusal, where its driver has a log to tell. */
  public void expectRefusal(String regex) {
    announced.add(new Announcement(Pattern.compile(regex), browser.hasLog()));
  }

  /** Says that a problem may occur, such as the images of documents that lead nowhere. */
  public void allowProblem(String regex) {
    announced.add(new Announcement(Pattern.compile(regex), false));
  }

  /** The problems since the last call, those announced left out, those missing added. */
  public List<String> takeProblems() {
    List<String> problems = new ArrayList<>(browser.takeProblems());
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
  public void reset() {
    browser.clearEmulation();
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
      browser.clearData(URI.create(url).resolve("/").toString());
    }
    browser.removeInitScripts();
    addInitScript(TOOLS);
  }

  /** Saves what the window shows as {@code target/screenshots/NAME.png}. */
  public Path screenshot(String name) {
    Path file = Settings.output("screenshots/" + name + ".png");
    try {
      return Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    browser.close();
  }
}
