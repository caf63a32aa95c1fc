package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.CanaryServer;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The instrument itself: what it is there to notice, it notices. */
@Essential
@ExtendWith(BrowserExtension.class)
final class BrowserIT {

  private static final String CSP =
      "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'";

  private static final Duration REPORT_LIMIT = Duration.ofSeconds(10);

  private final Browser browser;
  private final CanaryServer pages;

  BrowserIT(Browser browser, CanaryServer pages) {
    this.browser = browser;
    this.pages = pages;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "an inline script against the policy | script-src | <script>1</script>",
        "an inline style against the policy | style-src | <p style='color: red'>x</p>",
        "a blocked image | img-src | <img src='image.png'>",
        "a console error | a message | <script src='console-error.js'></script>",
        "an uncaught exception | thrown | <script src='exception.js'></script>",
        "an unhandled rejection | rejected | <script src='rejection.js'></script>",
        "a missing file | 404 | <script src='missing.js'></script>",
        "an exception in a worker | in a worker | <script src='worker-exception.js'></script>",
        "a console error in a worker | worker says | <script src='worker-console.js'></script>",
        "a hostile input | HOSTILE INPUT RAN | <script src='hostile.js'></script>",
      })
  void problemIsNoticed(String title, String expected, String html) {
    script("console-error.js", "console.error('a message')");
    script("exception.js", "throw new Error('thrown')");
    script("rejection.js", "Promise.reject(new Error('rejected'))");
    script("worker-exception.js", "new Worker('throwing.js')");
    script("throwing.js", "throw new Error('in a worker')");
    script("worker-console.js", "new Worker('saying.js')");
    script("saying.js", "console.error('worker says')");
    script("hostile.js", "pwned()");
    assertNoticed(title, expected, html);
  }

  @Test
  void evalInWorkerIsNoticed() {
    script("worker-eval.js", "new Worker('evaluating.js')");
    script("evaluating.js", "try { eval('1') } catch (e) { postMessage('caught') }");
    assertNoticed("eval", "script-src", "<script src='worker-eval.js'></script>");
  }

  private void assertNoticed(String title, String expected, String html) {
    String page = pages.serve("/page.html", "text/html", CSP, "<!DOCTYPE html>" + html);
    browser.open(page);
    // Workers report late.
    List<String> problems = new ArrayList<>();
    Waiting.until(
        REPORT_LIMIT,
        () -> title + " is noticed; noticed: " + problems,
        () -> {
          problems.addAll(browser.takeProblems());
          return problems.stream().anyMatch(problem -> problem.contains(expected));
        });
    browser.takeProblems();
    pages.takeRequests();
  }

  @Test
  void canaryIsNoticed() {
    String page = pages.serve("/page.html", "text/html", "", "<!DOCTYPE html>");
    browser.open(page);
    browser.async("await fetch(args[0]);", pages.canary() + "me");
    browser.expectProblem("404");
    assertEquals(List.of("GET /canary/me"), pages.takeRequests());
  }

  @Test
  void missingProblemIsNoticed() {
    browser.expectProblem("never");
    assertEquals(List.of("expected, but did not occur: never"), browser.takeProblems());
  }

  @Test
  void quietPageIsQuiet() {
    browser.open(pages.serve("/page.html", "text/html", CSP, "<!DOCTYPE html><p>quiet"));
    assertEquals(List.of(), browser.takeProblems());
  }

  private void script(String name, String body) {
    pages.serve("/" + name, "text/javascript", CSP, body);
  }
}
