package dev.twinmark.e2e.support;

import java.util.ArrayList;
import java.util.List;

/** The engine as the page has it: the Wasm module through {@code /assets/v1/markdown.js}. */
public final class PageEngine {

  /** Keeps each message of the driver at a few megabytes. */
  private static final int BATCH_UNITS = 500_000;

  private static final String THROWN = "threw: ";

  private final Browser browser;

  /** Opens the server's page in the browser, whose CSP then holds for the loader. */
  public PageEngine(Browser browser, TwinmarkServer server) {
    this.browser = browser;
    browser.openEditor(server);
  }

  /** The HTML of each source, in order; of one that cannot be rendered, {@link #thrown}. */
  public List<String> render(List<String> sources) {
    List<String> results = new ArrayList<>();
    int from = 0;
    while (from < sources.size()) {
      int to = from;
      for (int units = 0; to < sources.size() && (to == from || units < BATCH_UNITS); to++) {
        units += sources.get(to).length();
      }
      results.addAll(renderBatch(sources.subList(from, to)));
      from = to;
    }
    return results;
  }

  /** Returns the string that stands for a render that ended in an exception. */
  public static String thrown(String message) {
    return THROWN + message;
  }

  private List<String> renderBatch(List<String> sources) {
    List<?> encoded =
        (List<?>)
            browser.async(
                """
                const { loadMarkdown } = await import('/assets/v1/markdown.js');
                const markdown = await loadMarkdown();
                return args[0].map((source) => {
                  try {
                    return e2e.encode(markdown.renderMarkdown(e2e.decode(source)));
                  } catch (error) {
                    return e2e.encode(args[1] + error.message);
                  }
                });
                """,
                sources.stream().map(Units::encode).toList(),
                THROWN);
    return encoded.stream().map(html -> Units.decode((String) html)).toList();
  }
}
