package dev.twinmark.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.webapp.render.EngineStandIn;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents that take long, fail, or are under way when the server is to stop. */
@Timeout(60)
class LoadTest {

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Test
  void refusesWhatDoesNotFitAndAnswersTheRest() throws InterruptedException {
    // The welcome document, rendered at the start, passes at once.
    try (var server =
        new TestServer(1000, EngineStandIn.renderer(this::slowly, 1, 1, Duration.ofSeconds(30)))) {
      CompletableFuture<HttpResponse<String>> working = post(server, "slow");
      entered.await();
      // There is room for one of them to wait.
      var others = List.of(post(server, "slow"), post(server, "slow"), post(server, "slow"));
      while (others.stream().filter(CompletableFuture::isDone).count() < 2) {
        Thread.sleep(10);
      }
      assertEquals(200, server.get("/health").statusCode());
      released.countDown();
      assertEquals(200, working.join().statusCode());
      var refused =
          others.stream()
              .map(CompletableFuture::join)
              .filter(response -> response.statusCode() != 200)
              .toList();
      assertEquals(2, refused.size());
      for (var response : refused) {
        assertEquals(503, response.statusCode());
        assertTrue(response.body().contains("Try again"), response.body());
      }
    }
  }

  @Test
  void givesUpOnWhatTakesTooLong() {
    try (var server =
        new TestServer(1000, EngineStandIn.renderer(this::slowly, 1, 1, Duration.ofMillis(300)))) {
      var late = server.render("slow");
      assertEquals(503, late.statusCode());
      assertTrue(late.body().contains("took longer"), late.body());
      released.countDown();
    }
  }

  @Test
  void aDefectIsReportedWithoutItsMessage() {
    try (var server =
        new TestServer(1000, EngineStandIn.renderer(this::failing, 1, 9, Duration.ofSeconds(30)))) {
      for (String defect : new String[] {"fail", "overflow"}) {
        var failed = server.render(defect);
        assertEquals(500, failed.statusCode());
        assertEquals("application/problem+json", failed.headers().firstValue("Content-Type").get());
        assertFalse(failed.body().contains("secret"), failed.body());
      }
      assertEquals(200, server.render("x").statusCode());
      var page = server.submit("markdown=fail");
      assertEquals(500, page.statusCode());
      assertTrue(page.body().contains("role=\"alert\""), page.body());
      assertTrue(page.body().contains(">\nfail</textarea>"), page.body());
    }
  }

  @Test
  void stoppingFinishesRequestsUnderWay() throws Exception {
    var server =
        new TestServer(1000, EngineStandIn.renderer(this::slowly, 1, 9, Duration.ofSeconds(30)));
    CompletableFuture<HttpResponse<String>> underWay = post(server, "slow");
    entered.await();
    CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);
    Thread.sleep(300);
    assertFalse(stopping.isDone(), "It waits for the request");
    assertFalse(underWay.isDone());
    released.countDown();
    assertEquals(200, underWay.get(10, TimeUnit.SECONDS).statusCode());
    assertEquals("<p>slow</p>", underWay.join().body());
    stopping.get(10, TimeUnit.SECONDS);
  }

  private static CompletableFuture<HttpResponse<String>> post(TestServer server, String text) {
    HttpRequest request =
        server
            .request("/api/render")
            .header("Content-Type", "text/markdown")
            .POST(BodyPublishers.ofString(text))
            .build();
    return server.client().sendAsync(request, BodyHandlers.ofString());
  }

  private String slowly(String markdown) {
    if (markdown.equals("slow")) {
      entered.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return markdown.equals("slow") ? "<p>slow</p>" : "<p>quick</p>";
  }

  private String failing(String markdown) {
    return switch (markdown) {
      case "fail" -> throw new IllegalStateException("secret");
      case "overflow" -> failing(markdown);
      default -> "<p>fine</p>";
    };
  }
}
