package dev.twinmark.sanitizer;

import java.util.List;
import java.util.UUID;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/**
 * Tells whether an HTML parser, having read some HTML, is in the state in which it began: no
 * element open, no formatting to reconstruct, no form remembered. What comes before such a place
 * and what comes behind it are parsed the same apart as together.
 *
 * <p>The parser itself is asked, by a mark behind the HTML. A comment becomes a child of the body
 * only where no other element is open; a {@code wbr}, which has formatting elements reconstructed
 * around it, becomes the comment's next sibling only where there are none; and a form is ignored
 * where another one was never closed. The browser's sanitizer does the same (separate.ts).
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody">The HTML
 *     standard: the rules for parsing tokens in the body</a>
 */
final class EndMark {

  private final String name;

  private EndMark(String name) {
    this.name = name;
  }

  /** A mark that no HTML can bring along: its name is random, and never leaves the server. */
  static EndMark random() {
    return new EndMark("end-" + UUID.randomUUID());
  }

  String html() {
    return "<!--%1$s--><wbr id=\"%1$s\"><form id=\"%1$s\"></form>".formatted(name);
  }

  /**
   * Returns whether the mark is the last thing in the body, as it was written; if so, takes it out.
   */
  boolean removeFrom(Element body) {
    List<Node> nodes = body.childNodes();
    int at = nodes.size() - 3;
    if (at < 0
        || !(nodes.get(at) instanceof Comment comment && comment.getData().equals(name))
        || !isMarked(nodes.get(at + 1))
        || !isMarked(nodes.get(at + 2))) {
      return false;
    }
    List.copyOf(nodes.subList(at, nodes.size())).forEach(Node::remove);
    return true;
  }

  private boolean isMarked(Node node) {
    return node instanceof Element element
        && element.id().equals(name)
        && element.childNodeSize() == 0;
  }
}
