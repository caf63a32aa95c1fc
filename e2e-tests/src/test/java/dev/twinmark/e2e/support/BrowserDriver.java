package dev.twinmark.e2e.support;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * The part of a {@link Browser} that WebDriver leaves to each browser. A facility that a browser
 * lacks throws; the tests that need it are in {@link KnownLimitations}, with the reason.
 */
interface BrowserDriver extends AutoCloseable {

  /** Makes a page take its browser for one without service workers. */
  String HIDE_SERVICE_WORKERS = "delete Navigator.prototype.serviceWorker;\n";

  RemoteWebDriver web();

  /** Runs a script in every document opened from now on, before the document's own scripts. */
  void addInitScript(String script);

  void removeInitScripts();

  /** Returns whether the problems include the browser's own messages, besides the pages'. */
  default boolean hasLog() {
    return true;
  }

  /** Takes the problems noticed since the last call. */
  List<String> takeProblems();

  void bypassCsp(boolean off);

  void bypassServiceWorker(boolean off);

  default void disableScripts(boolean off) {
    if (off) {
      throw lacks("a way to switch scripts off");
    }
  }

  /** Clears the emulated size of the screen, media and media features. */
  default void clearEmulation() {}

  /** Makes requests fail whose URL matches one of the patterns, with {@code *} for any text. */
  void blockUrls(List<String> patterns);

  /** Forgets everything that the pages of an origin have stored. */
  void clearData(String origin);

  default void allowClipboard() {
    throw lacks("a clipboard that scripts may read");
  }

  /** Takes a character in as the press of its key does, as fast as the browser can. */
  default void typeCharacter(String character) {
    web().switchTo().activeElement().sendKeys(character);
  }

  /** The processes of the browser, for a test that kills them. */
  Stream<ProcessHandle> processes();

  default Map<String, Object> cdp(String command, Map<String, Object> parameters) {
    throw lacks("the DevTools protocol for " + command);
  }

  /** Returns the failure of a test that needs a facility which this browser lacks. */
  default UnsupportedOperationException lacks(String facility) {
    return new UnsupportedOperationException(
        BrowserName.current() + " lacks " + facility + ": see KnownLimitations");
  }

  @Override
  void close();
}
