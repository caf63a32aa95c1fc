package dev.twinmark.sanitizer;

import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * The HTML standard's "serialising HTML fragments", as browsers do it, for trees of elements and
 * text. jsoup's own output is for reading: it makes {@code open="open"} an {@code open} without a
 * value, which is another DOM, and repeats a line feed after {@code <pre>}.
 */
final class HtmlSerializer implements NodeVisitor {

  /** Elements that have no end tag. */
  private static final Set<String> VOID =
      Set.of(
          "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
          "track", "wbr");

  private final StringBuilder html = new StringBuilder();

  private HtmlSerializer() {}

  /** Writes what is in an element, without the element itself, and without recursion. */
  static String contentOf(Element element) {
    var serializer = new HtmlSerializer();
    for (Node child : element.childNodes()) {
      child.traverse(serializer);
    }
    return serializer.html.toString();
  }

  @Override
  public void head(Node node, int depth) {
    Interrupts.check();
    if (node instanceof TextNode text) {
      escape(text.getWholeText(), false);
    } else if (node instanceof Element element) {
      html.append('<').append(element.tagName());
      for (Attribute attribute : element.attributes()) {
        html.append(' ').append(attribute.getKey()).append("=\"");
        escape(attribute.getValue(), true);
        html.append('"');
      }
      html.append('>');
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node instanceof Element element && !VOID.contains(element.tagName())) {
      html.append("</").append(element.tagName()).append('>');
    }
  }

  private void escape(String value, boolean inAttribute) {
    int begin = 0;
    for (int i = 0; i < value.length(); i++) {
      String escaped = escaped(value.charAt(i), inAttribute);
      if (escaped != null) {
        html.append(value, begin, i).append(escaped);
        begin = i + 1;
      }
    }
    html.append(value, begin, value.length());
  }

  /** Returns null for a code unit that stands for itself. */
  private static String escaped(char unit, boolean inAttribute) {
    return switch (unit) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '\u00A0' -> "&nbsp;";
      case '"' -> inAttribute ? "&quot;" : null;
      default -> null;
    };
  }
}
