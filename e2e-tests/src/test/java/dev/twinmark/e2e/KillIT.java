package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.Essential;
import dev.twinmark.e2e.support.KnownLimitations;
import dev.twinmark.e2e.support.PictureFile;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.testing.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebDriverException;

/**
 * Kills the browser again and again while the user types, and checks that next to nothing is lost.
 * {@code -Dtwinmark.kills=N} and {@code -Dtwinmark.seed=N} change how often and when; each takes
 * some eight seconds.
 */
@Essential
@ExtendWith(KnownLimitations.class)
final class KillIT {

  private static final int KILLS = Integer.getInteger("twinmark.kills", 4);

  private static final int KILLS_WHEN_LARGE = Integer.getInteger("twinmark.kills", 2);

  private static final int KILLS_WHILE_PASTING = Integer.getInteger("twinmark.kills", 2);

  private static final int LARGE = 1_000_000;

  /** The most that may be lost: the text typed in this time before the end. */
  private static final Duration MAY_BE_LOST = Duration.ofMillis(500);

  private static final int LONGEST_TYPING_MILLIS = 2_500;

  private static final String SAVED =
      "document.querySelector('.save-state').dataset.state === 'saved'";

  /** The names of the pictures in the text that are not stored. */
  private static final String MISSING_PICTURES =
      """
      const names = [...e2e.editor().value.matchAll(/pictures\\/([0-9a-f]{64}\\.\\w+)/g)].map(([, name]) => name);
      const result = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const database = await result(indexedDB.open('twinmark-pictures'));
      const contents = database.transaction('contents').objectStore('contents');
      const stored = await result(contents.getAllKeys());
      database.close();
      return names.filter((name) => !stored.includes(name));
      """;

  private static final int LONGEST_PASTE_MILLIS = 800;

  private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyz   ";

  @Test
  void whatWasTypedIsThere(@TempDir Path folder) throws IOException {
    killWhileTyping(folder, "# Killed ", KILLS);
  }

  @Test
  void whatWasTypedIntoALargeDocumentIsThere(@TempDir Path folder) throws IOException {
    String paragraph = "Words and *more words* of a paragraph, with [a link](#words). ".repeat(9);
    String section = "## Section\n\n" + paragraph + "\n\n- item\n- item\n\n";
    String text = section.repeat(LARGE / section.length() + 1) + "# Killed ";
    killWhileTyping(folder, text, KILLS_WHEN_LARGE);
  }

  private static void killWhileTyping(Path folder, String beginning, int kills) throws IOException {
    Random random = new Random(Seeds.next("the kills"));
    Path profile = Files.createDirectories(folder.resolve("profile"));
    Loss worst = new Loss(0, 0);
    String expected = beginning;
    int typedInAll = 0;
    List<Long> typedAt = List.of();
    long killedAt = 0;
    try (TwinmarkServer server = TwinmarkServer.start()) {
      for (int kill = 0; kill <= kills; kill++) {
        try (Browser browser = Browser.start(profile)) {
          browser.open(server.uri().toString());
          browser.awaitEditor();
          String text;
          if (kill == 0) {
            beginDocument(browser, beginning);
            browser.await(SAVED);
            text = beginning;
          } else {
            browser.await(SAVED);
            text = (String) browser.run("return e2e.editor().value;");
            Loss loss = loss(kill, expected, text, typedAt, killedAt);
            worst = loss.nanos > worst.nanos ? loss : worst;
          }
          if (kill < kills) {
            typedAt = new ArrayList<>();
            StringBuilder typed = new StringBuilder(text);
            killedAt = typeUntilKilled(browser, random, typed, typedAt);
            expected = typed.toString();
            typedInAll += typedAt.size();
          }
        }
      }
    }
    System.out.printf(
        "Kills: %d, with %d characters typed behind %d; at most %d were lost, of the last %d ms%n",
        kills, typedInAll, beginning.length(), worst.characters, worst.nanos / 1_000_000);
  }

  /** First the picture is stored, then the text that refers to it. */
  @Test
  void textHasNoPictureThatIsNotThere(@TempDir Path folder) throws IOException {
    Random random = new Random(Seeds.next("the kills while pictures are pasted"));
    Path profile = Files.createDirectories(folder.resolve("profile"));
    long found = 0;
    try (TwinmarkServer server = TwinmarkServer.start()) {
      for (int kill = 0; kill <= KILLS_WHILE_PASTING; kill++) {
        try (Browser browser = Browser.start(profile)) {
          browser.bypassServiceWorker(false);
          browser.open(server.uri().toString());
          browser.awaitEditor();
          browser.await("typeof e2e.editor().uploadImage === 'function'");
          if (kill == 0) {
            beginDocument(browser, "# Killed ");
          }
          browser.await(SAVED);
          assertEquals(List.of(), browser.async(MISSING_PICTURES), "after kill " + kill);
          found = (Long) browser.run("return e2e.editor().value.split('pictures/').length - 1;");
          if (kill < KILLS_WHILE_PASTING) {
            pasteUntilKilled(browser, random);
          }
        }
      }
    }
    System.out.printf(
        "Kills while pictures are pasted: %d; in the text at last: %d%n",
        KILLS_WHILE_PASTING, found);
  }

  private static void beginDocument(Browser browser, String text) {
    browser.async("await e2e.storeOpened();");
    browser.run("document.querySelector('#new-button').click();");
    browser.await("e2e.editor().value === ''");
    browser.run("e2e.editor().insertMarkdown(arguments[0]);", text);
  }

  private static void pasteUntilKilled(Browser browser, Random random) {
    PictureFile file = PictureFile.transparentNoise("a.png", 40, 30, random.nextLong());
    browser.run("e2e.editor().focus(); e2e.editor().setSelectionRange(1e9, 1e9);");
    browser.run(
        "e2e.giveFiles(...arguments);", browser.surface(), "paste", List.of(file.forPage()));
    try {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PASTE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    browser.processes().forEach(ProcessHandle::destroyForcibly);
  }

  private record Loss(int characters, long nanos) {}

  private static Loss loss(
      int kill, String expected, String found, List<Long> typedAt, long killedAt) {
    if (!expected.startsWith(found)) {
      fail(
          "After kill %d: expected a beginning of\n%s\nfound\n%s"
              .formatted(kill, endOf(expected), endOf(found)));
    }
    int lost = expected.length() - found.length();
    if (lost == 0) {
      return new Loss(0, 0);
    }
    assertTrue(
        lost <= typedAt.size(),
        () -> "kill " + kill + " has lost " + lost + " characters, some older than it");
    long nanos = killedAt - typedAt.get(typedAt.size() - lost);
    assertTrue(
        nanos <= MAY_BE_LOST.toNanos(),
        () -> "kill %d has lost %d ms of typing".formatted(kill, nanos / 1_000_000));
    return new Loss(lost, nanos);
  }

  private static String endOf(String text) {
    return text.substring(Math.max(text.length() - 500, 0));
  }

  /**
   * Types at the end of the text until the browser is dead.
   *
   * @param typed what is typed is added to it
   * @param typedAt when each character had been taken in, in nanoseconds
   * @return when the browser was killed, in nanoseconds
   */
  private static long typeUntilKilled(
      Browser browser, Random random, StringBuilder typed, List<Long> typedAt) {
    // A user does not type before the caret is visible.
    browser.async(
        """
        e2e.editor().focus();
        e2e.editor().setSelectionRange(1e9, 1e9);
        await e2e.editor().rendered();
        await new Promise((done) => requestIdleCallback(done));
        """);
    List<ProcessHandle> processes = browser.processes();
    assertTrue(!processes.isEmpty(), "the browser runs");
    AtomicLong killedAt = new AtomicLong();
    ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    var unused =
        executor.schedule(
            () -> {
              killedAt.set(System.nanoTime());
              processes.forEach(ProcessHandle::destroyForcibly);
            },
            random.nextInt(LONGEST_TYPING_MILLIS),
            TimeUnit.MILLISECONDS);
    try {
      while (true) {
        String key = String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        // Before the call returns or fails, the character may be there.
        typed.append(key);
        typedAt.add(Long.MAX_VALUE);
        browser.typeCharacter(key);
        typedAt.set(typedAt.size() - 1, System.nanoTime());
        TimeUnit.MILLISECONDS.sleep(random.nextInt(60));
      }
    } catch (WebDriverException e) {
      if (killedAt.get() == 0) {
        throw e;
      }
      // As intended. The last character was on its way, so it may not have been typed.
      typedAt.set(typedAt.size() - 1, killedAt.get());
      return killedAt.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      executor.shutdown();
    }
  }
}
