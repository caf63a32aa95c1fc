package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.CanaryServer;
import dev.twinmark.e2e.support.TwinmarkServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The frame of {@code /embed} in pages of another origin. */
@ExtendWith(BrowserExtension.class)
final class FrameIT {

  /** Allows the pages of the one host there is. */
  private static TwinmarkServer allowing;

  private final Browser browser;
  private final TwinmarkServer refusing;
  private final CanaryServer host;

  FrameIT(Browser browser, TwinmarkServer server, CanaryServer host) {
    this.browser = browser;
    this.refusing = server;
    this.host = host;
  }

  @BeforeAll
  static void start(CanaryServer host) {
    String origin = URI.create(host.canary()).resolve("/").toString().replaceAll("/$", "");
    allowing = TwinmarkServer.start("--frame-ancestor", origin);
  }

  @AfterAll
  static void stop() {
    allowing.close();
  }

  @Test
  void isWrittenInAndRead() {
    openHost();
    embed(allowing, "value: '*first*'");
    assertEquals("*first*", value());
    browser.async("await editor.setValue('*set*\\n\\n\\u{1f600}');");
    assertEquals("*set*\n\n\uD83D\uDE00", value());
    browser.run(
        "window.heard = 0; window.stop = editor.on('input', () => { heard++; }); editor.focus();");
    browser.await("document.activeElement === editor.frame");
    // The host's focus is in the frame before the frame has heard of it.
    browser.inFrame(
        "iframe",
        () -> browser.await("document.activeElement?.closest('twinmark-editor') === e2e.editor()"));
    browser.type(Keys.chord(Keys.CONTROL, "a"), "typed");
    browser.await("heard === 5");
    assertEquals("typed", value());
    browser.run("stop();");
    browser.type("!");
    assertEquals("typed!", value());
    assertEquals(5L, browser.run("return heard;"));
  }

  @Test
  void isAsHighAsItsText() {
    openHost();
    embed(allowing, "value: 'one line', autoHeight: true");
    browser.await("editor.frame.style.height !== ''");
    browser.inFrame("iframe", browser::awaitEditor);
    browser.run("window.height = () => editor.frame.clientHeight;");
    settle();
    long low = (Long) browser.run("return height();");
    browser.async("await editor.setValue('a line\\n'.repeat(60));");
    browser.await("height() > arguments[0] + 60 * 16", low);
    browser.async("await editor.setValue('one line');");
    browser.await("height() === arguments[0]", low);
  }

  @Test
  void isGoneOnceItIsDestroyed() {
    openHost();
    embed(allowing, "value: 'text'");
    assertEquals(
        List.of(0L, "The editor has been taken out of the page."),
        browser.async(
            """
            const pending = editor.getValue().catch(() => 'rejected');
            editor.destroy();
            await pending;
            const error = await editor.getValue().catch((error) => error.message);
            return [document.querySelectorAll('iframe').length, error];
            """));
  }

  @Test
  void linksOpenInNewTabsAndTheTextStays() {
    openHost();
    String target = host.serve("/target.html", "text/html", "", "<!DOCTYPE html><title>Target");
    embed(allowing, "value: '[link](" + target + ")\\n\\n<" + target + ">'");
    browser.inFrame(
        "iframe",
        () -> {
          browser.await("e2e.editor().preview.querySelectorAll('a').length === 2");
          browser.run(
              """
              window.links = [...e2e.editor().preview.querySelectorAll('a')];
              links[0].click();
              links[1].focus();
              """);
          browser.type(Keys.ENTER);
        });
    browser.awaitTabsAndCloseOthers(3);
    assertEquals("[link](" + target + ")\n\n<" + target + ">", value());
  }

  @Test
  void droppedLinkDoesNotReplaceTheEditor() {
    openHost();
    embed(allowing, "value: 'text'");
    browser.inFrame(
        "iframe",
        () ->
            assertEquals(
                List.of(true, true),
                browser.run(
                    """
                    return ['dragover', 'drop'].map((type) => {
                      const dataTransfer = new DataTransfer();
                      dataTransfer.setData('text/uri-list', 'https://example.org/');
                      const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true });
                      e2e.editor().preview.dispatchEvent(event);
                      return event.defaultPrevented;
                    });
                    """)));
    assertEquals("text", value());
  }

  /**
   * By a reload, by the host's script, or out of the page: the host is told, and waits for nothing.
   */
  @Test
  void frameThatLeavesRejectsPendingCalls() {
    String away = host.serve("/away.html", "text/html", "", "<!DOCTYPE html><title>Away");
    // A navigation takes a while: the editor that it replaces may still answer.
    Set<String> whileNavigating = Set.of("rejected", "fulfilled");
    for (var left :
        Map.of(
                "editor.frame.src += '?again'",
                whileNavigating,
                "editor.frame.src = '" + away + "'",
                whileNavigating,
                "editor.frame.remove()",
                Set.of("rejected"),
                "document.body.append(editor.frame)",
                Set.of("rejected"))
            .entrySet()) {
      openHost();
      embed(allowing, "value: 'text'");
      List<?> outcomes =
          (List<?>)
              browser.async(
                  """
                  let left = 0;
                  const told = new Promise((resolve) => editor.on('left', () => { left++; resolve(); }));
                  const outcome = (promise) => promise.then(() => 'fulfilled', ({ message }) =>
                    message.includes('has left the editor') ? 'rejected' : message);
                  %s;
                  const pending = outcome(editor.getValue());
                  await told;
                  return [await pending, left, await outcome(editor.getValue()), await outcome(editor.setValue('x'))];
                  """
                      .formatted(left.getKey()));
      assertTrue(left.getValue().contains(outcomes.get(0)), left + ": " + outcomes);
      assertEquals(List.of(1L, "rejected", "rejected"), outcomes.subList(1, 4), left.getKey());
    }
  }

  @Test
  void isRefusedToPagesOfOtherOrigins() {
    browser.expectProblem("frame-ancestors");
    openHost();
    String message = rejection(refusing.uri().resolve("/embed").toString(), 2_000);
    assertTrue(message.contains(refusing.uri().resolve("/embed").toString()), message);
    assertTrue(message.contains("--frame-ancestor"), message);
    assertEquals(0L, browser.run("return document.querySelectorAll('iframe').length;"));
  }

  /** A message of readiness from any other window is ignored. */
  @Test
  void theHostListensToItsFrameAlone() {
    openHost();
    String silent = host.serve("/silent.html", "text/html", "", "<!DOCTYPE html><title>Silent");
    browser.run(
        """
        setInterval(() => postMessage({ twinmark: 1, kind: 'ready' }, '*'), 50);
        const sibling = document.createElement('iframe');
        sibling.src = arguments[0];
        document.body.append(sibling);
        """,
        host.serve(
            "/ready.html",
            "text/html",
            "",
            "<!DOCTYPE html><script>setInterval(() => parent.postMessage({ twinmark: 1, kind: 'ready' }, '*'), 50);</script>"));
    assertTrue(rejection(silent, 1_000).contains("has not answered within 1 seconds"));
  }

  /** The frame takes the channel from the page around it, and from that only as agreed. */
  @Test
  void theFrameListensToItsHostAlone() {
    openHost();
    host.serve(
        "/forger.html",
        "text/html",
        "",
        """
        <!DOCTYPE html>
        <script>
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => parent.postMessage('the forger was heard', '*');
          parent.frames[0].postMessage(
            { twinmark: 1, kind: 'connect', value: 'forged', autoHeight: false }, '*', [port2]);
          parent.postMessage('forged', '*');
        </script>
        """);
    assertEquals(
        List.of("forged", "a newer version", "without a channel", "connected", "mine"),
        browser.async(
            """
            const story = [];
            const next = (isIt) => new Promise((resolve) => addEventListener('message', function heard({ data }) {
              if (!isIt(data)) return;
              removeEventListener('message', heard);
              resolve(data);
            }));
            addEventListener('message', ({ data }) => { if (data === 'the forger was heard') story.push(data); });
            const later = (time) => new Promise((resolve) => setTimeout(resolve, time));
            const frame = document.createElement('iframe');
            frame.src = args[0];
            const ready = next((data) => data?.kind === 'ready');
            document.body.append(frame);
            const { twinmark } = await ready;
            if (twinmark !== 1) throw new Error(`version ${twinmark}`);

            const forger = document.createElement('iframe');
            forger.src = '/forger.html';
            const forged = next((data) => data === 'forged');
            document.body.append(forger);
            story.push(await forged);
            await later(300);

            const connect = { twinmark, kind: 'connect', value: 'mine', autoHeight: false };
            const origin = new URL(args[0]).origin;
            const ignored = new MessageChannel();
            ignored.port1.onmessage = () => story.push('the ignored channel was taken');
            frame.contentWindow.postMessage({ ...connect, twinmark: 2 }, origin, [ignored.port2]);
            story.push('a newer version');
            frame.contentWindow.postMessage(connect, origin);
            story.push('without a channel');
            await later(300);

            const { port1, port2 } = new MessageChannel();
            const answer = () => new Promise((resolve) => { port1.onmessage = ({ data }) => resolve(data); });
            const connected = answer();
            frame.contentWindow.postMessage(connect, origin, [port2]);
            story.push((await connected).kind);
            // What is no message is nothing.
            for (const nonsense of [null, 'get', { kind: 'get' }, { kind: 'set', request: 1, value: 2 }, { kind: 'eval' }]) {
              port1.postMessage(nonsense);
            }
            const value = answer();
            port1.postMessage({ kind: 'get', request: 7 });
            const { request, value: text } = await value;
            if (request !== 7) throw new Error(`answer to ${request}`);
            story.push(text);
            return story;
            """,
            allowing.uri().resolve("/embed").toString()));
  }

  /** Waits until the frame's height is the same for a while. */
  private void settle() {
    browser.async(
        """
        for (let last = -1; last !== height();) {
          last = height();
          await new Promise((resolve) => setTimeout(resolve, 500));
        }
        """);
  }

  private void openHost() {
    browser.open(
        host.serve(
            "/host.html",
            "text/html",
            "",
            "<!DOCTYPE html><title>Host</title><div id=text></div>"));
  }

  private void embed(TwinmarkServer server, String options) {
    browser.async(
        """
        const { embedTwinmark } = await import(args[0] + 'assets/v1/embed.js');
        window.editor = await embedTwinmark(document.querySelector('#text'), { src: args[0] + 'embed', %s });
        """
            .formatted(options),
        server.uri().toString());
  }

  /** Why there is no editor in a frame of that address. */
  private String rejection(String src, int timeout) {
    return (String)
        browser.async(
            """
            const { embedTwinmark } = await import(args[0] + 'assets/v1/embed.js');
            return embedTwinmark(document.querySelector('#text'), { src: args[1], timeout: args[2] })
              .then(() => 'no error', (error) => error.message);
            """,
            allowing.uri().toString(),
            src,
            timeout);
  }

  private String value() {
    return (String) browser.async("return editor.getValue();");
  }
}
