package dev.twinmark.e2e.support;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The table of what may reach a page, as the build ships it. */
public final class AllowList {

  private AllowList() {}

  /** The table as the arguments of a script take it. */
  public static Map<?, ?> load() {
    try (InputStream in =
        AllowList.class.getResourceAsStream("/dev/twinmark/sanitizer/allow-list.json")) {
      if (in == null) {
        throw new IllegalStateException(
            "twinmark-parser-wasm has no dev/twinmark/sanitizer/allow-list.json");
      }
      return new Gson().fromJson(new InputStreamReader(in, StandardCharsets.UTF_8), Map.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
