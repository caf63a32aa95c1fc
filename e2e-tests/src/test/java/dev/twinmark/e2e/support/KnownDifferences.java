package dev.twinmark.e2e.support;

import java.util.Map;
import java.util.Set;

/**
 * The hostile inputs for which browser and server show different DOMs, by title, each with its
 * reason. All are raw HTML; what each side shows is held to the allow-list all the same.
 */
public final class KnownDifferences {

  private static final String NOSCRIPT =
      "the HTML standard parses the content of noscript where scripts do not run; jsoup takes it for"
          + " text, as where they do";

  private static final String DEPTH =
      "Chromium's parser nests no deeper than 512 elements and jsoup's has a limit of its own; both"
          + " make siblings of what comes deeper, at different places";

  private static final String CELL_END =
      "the HTML standard ignores </th> within <td>; jsoup leaves the cell, and so forgets which"
          + " formatting to open again behind the table";

  private static final Map<String, String> REASONS =
      Map.of(
          "mutation: svg desc and noscript", NOSCRIPT,
          "mutation: noscript and an attribute", NOSCRIPT,
          "svg with a script",
              "in SVG, <script/> is an empty element; jsoup looks for its end tag and loses the line"
                  + " feed after the paragraph",
          "cell end tag of the other kind", CELL_END,
          "mutation: 600 nested elements", DEPTH,
          "mutation: 600 nested elements of formatting", DEPTH,
          "mutation: 520 nested elements around mathematics", DEPTH);

  private KnownDifferences() {}

  public static boolean contain(HostileInput input) {
    return REASONS.containsKey(input.title());
  }

  public static Set<String> titles() {
    return REASONS.keySet();
  }
}
