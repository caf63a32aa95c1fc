package dev.twinmark.wasm.commonmark;

import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.internal.TaskListItemPostProcessor;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.PostProcessor;

/** Stands in for {@link TaskListItemPostProcessor}. */
public final class TaskListItems implements PostProcessor {

  /** {@code [x]}, in characters. */
  private static final int MARKER_LENGTH = 3;

  @Override
  public Node process(Node node) {
    node.accept(new Marking());
    return node;
  }

  /**
   * Returns the offset of an item's text behind the marker that it begins with, or -1.
   *
   * @param literal the first text of the item; may have line terminators, from entities
   */
  static int textStart(String literal) {
    if (literal.length() <= MARKER_LENGTH
        || literal.charAt(0) != '['
        || literal.charAt(2) != ']'
        || !(isChecked(literal) || Ascii.isWhitespace(literal.charAt(1)))) {
      return -1;
    }
    int start = Ascii.skipWhitespace(literal, MARKER_LENGTH);
    return start > MARKER_LENGTH && !hasLineTerminator(literal, start) ? start : -1;
  }

  private static boolean isChecked(String literal) {
    return literal.charAt(1) == 'x' || literal.charAt(1) == 'X';
  }

  /** Returns whether there is a character that an expression's dot does not match. */
  private static boolean hasLineTerminator(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\n', '\r', '\u0085', '\u2028', '\u2029' -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  private static final class Marking extends AbstractVisitor {

    @Override
    public void visit(ListItem item) {
      if (item.getFirstChild() instanceof Paragraph paragraph
          && paragraph.getFirstChild() instanceof Text text) {
        String literal = text.getLiteral();
        int start = textStart(literal);
        if (start >= 0) {
          item.prependChild(new TaskListItemMarker(isChecked(literal)));
          text.setLiteral(literal.substring(start));
        }
      }
      visitChildren(item);
    }
  }
}
