package dev.twinmark.sanitizer;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jsoup.nodes.Element;

/**
 * Takes all row spans from each table in which they cover more cells than the allow-list says: what
 * a browser has to lay out grows with the product of spans and their number, which no limit on a
 * single span bounds. The browser's sanitizer does the same (table-spans.ts, with a measurement).
 */
final class TableSpans {

  private TableSpans() {}

  static void dropExcessive(Element root, int maxCells) {
    IdentityHashMap<Element, List<Element>> cellsOf = new IdentityHashMap<>();
    for (Element cell : root.select("[rowspan]")) {
      Element table = cell.closest("table");
      if (table != null) {
        cellsOf.computeIfAbsent(table, key -> new ArrayList<>()).add(cell);
      }
    }
    for (List<Element> cells : cellsOf.values()) {
      if (cells.stream().mapToLong(TableSpans::coveredBy).sum() > maxCells) {
        cells.forEach(cell -> cell.removeAttr("rowspan"));
      }
    }
  }

  private static long coveredBy(Element cell) {
    long columns = cell.hasAttr("colspan") ? Long.parseLong(cell.attr("colspan")) : 1;
    return Long.parseLong(cell.attr("rowspan")) * columns;
  }
}
