package dev.twinmark.engine;

import java.util.List;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.ListItem;
import org.commonmark.parser.SourceLine;

/**
 * GFM 0.29 §5.3: "A task list item is a list item where the first block in it is a paragraph which
 * begins with a task list item marker and at least one whitespace character before any other
 * content."
 *
 * <p>The marker is found in the source: of the inlines, a link may have taken its brackets, and an
 * escaped bracket looks like one that is not.
 */
final class TaskListItem {

  /** {@code [x]}, in characters. */
  private static final int MARKER_LENGTH = 3;

  private TaskListItem() {}

  /** Moves the marker that the lines of an item's first paragraph begin with into the item. */
  static void mark(ListItem item, List<SourceLine> lines) {
    String line = lines.get(0).getContent().toString();
    if (line.length() <= MARKER_LENGTH
        || line.charAt(0) != '['
        || line.charAt(2) != ']'
        || !Ascii.isWhitespace(line.charAt(MARKER_LENGTH))) {
      return;
    }
    char mark = line.charAt(1);
    boolean checked = mark == 'x' || mark == 'X';
    int start = Ascii.skipWhitespace(line, MARKER_LENGTH);
    if (start < line.length() && (checked || Ascii.isWhitespace(mark))) {
      item.prependChild(new TaskListItemMarker(checked));
      lines.set(0, SourceLine.of(line.substring(start), null));
    }
  }
}
