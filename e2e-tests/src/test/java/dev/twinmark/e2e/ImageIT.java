package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import dev.twinmark.e2e.support.Browser;
import dev.twinmark.e2e.support.BrowserExtension;
import dev.twinmark.e2e.support.HostServer;
import dev.twinmark.e2e.support.PictureTask;
import dev.twinmark.e2e.support.TwinmarkServer;
import dev.twinmark.testing.Seeds;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the kernels for pictures in the browser, under the page's Content-Security-Policy, and
 * compares each result with that of the JVM.
 *
 * <p>{@code -Dtwinmark.fuzz.wasm.pictures=100000} tries more pictures.
 */
@ExtendWith(BrowserExtension.class)
final class ImageIT {

  private static final int PICTURES = Integer.getInteger("twinmark.fuzz.wasm.pictures", 2_000);

  /** Keeps the driver's messages at a few megabytes. */
  private static final int BATCH_PICTURES = 200;

  private static final String TASKS = Browser.resource("picture-tasks.js");

  /** 6,000 × 4,000 pixels of four bytes. */
  private static final int CAMERA_BYTES = 96_000_000;

  private static final Gson GSON = new Gson();

  private final Browser browser;
  private final TwinmarkServer server;
  private final HostServer host;

  ImageIT(Browser browser, TwinmarkServer server, HostServer host) {
    this.browser = browser;
    this.server = server;
    this.host = host;
  }

  @Test
  void kernelsEqualThoseOfTheJvmInOneCallEach() {
    browser.addInitScript(Browser.resource("count-crossings.js"));
    browser.openEditor(server);
    browser.async(
        "%s; const { loadImageKernels } = await import('/assets/v1/image.js'); window.kernels = await loadImageKernels();"
            .formatted(TASKS));
    Random random = new Random(Seeds.next("the pictures through Wasm"));
    int done = 0;
    while (done < PICTURES) {
      List<PictureTask> tasks = batch(random);
      compare(
          tasks,
          browser.async(
              "return runPictureTasks(JSON.parse(args[0]), kernels);", GSON.toJson(tasks)));
      done += tasks.size();
      assertEquals((long) done, browser.run("return crossings.kernels;"), "calls into Wasm");
    }
  }

  @Test
  void kernelsRunInAWorker() {
    host.file(
        "/picture-worker.js",
        """
        import { loadImageKernels } from '/assets/v1/image.js';
        %s;
        addEventListener('message', async ({ data }) => {
          postMessage(runPictureTasks(JSON.parse(data), await loadImageKernels()));
        });
        """
            .formatted(TASKS));
    browser.open(
        host.file(
            "/pictures",
            "<!DOCTYPE html><title>Pictures</title><link rel=\"icon\" href=\"data:,\">"));
    List<PictureTask> tasks = batch(new Random(Seeds.next("the pictures in a worker")));
    compare(
        tasks,
        browser.async(
            """
            const policy = trustedTypes.createPolicy('twinmark', { createScriptURL: (url) => url });
            const worker = new Worker(policy.createScriptURL('/picture-worker.js'), { type: 'module' });
            return new Promise((resolve, reject) => {
              worker.onmessage = ({ data }) => resolve(data);
              worker.onerror = ({ message }) => reject(new Error(message));
              worker.postMessage(args[0]);
            });
            """,
            GSON.toJson(tasks)));
  }

  @Test
  void pictureOfACameraFits() {
    browser.openEditor(server);
    assertEquals(
        List.of((long) CAMERA_BYTES, 255L * CAMERA_BYTES / 4, 100L),
        browser.async(
            """
            const { loadImageKernels } = await import('/assets/v1/image.js');
            const kernels = await loadImageKernels();
            const photo = { width: 6000, height: 4000, data: new Uint8ClampedArray(args[0]) };
            kernels.invert(photo);
            const turned = kernels.rotate(photo, 1);
            return [
              turned.data.length,
              kernels.totalBrightness(turned),
              kernels.resize(turned, 5, 5).data.length,
            ];
            """,
            CAMERA_BYTES));
  }

  /** The page loads the module only where it is asked to. */
  @Test
  void editorLoadsNothingOfIt() {
    browser.openEditor(server);
    assertEquals(
        0L,
        browser.run(
            "return performance.getEntriesByType('resource').filter(({ name }) =>"
                + " /\\/image/.test(name)).length;"));
  }

  private static List<PictureTask> batch(Random random) {
    return Stream.generate(() -> PictureTask.of(random)).limit(BATCH_PICTURES).toList();
  }

  private static void compare(List<PictureTask> tasks, Object results) {
    List<?> actual = (List<?>) results;
    for (int i = 0; i < tasks.size(); i++) {
      assertEquals(tasks.get(i).expected(), actual.get(i), tasks.get(i)::toString);
    }
  }
}
