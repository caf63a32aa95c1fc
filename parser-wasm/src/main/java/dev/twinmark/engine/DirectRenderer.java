package dev.twinmark.engine;

import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/**
 * Writes the HTML that commonmark-java's {@code HtmlRenderer} with the three extensions and {@code
 * percentEncodeUrls} writes, and only that: no options, attribute providers or node renderers.
 */
final class DirectRenderer extends AbstractVisitor {

  /** The ASCII characters that percent-encoding leaves alone wherever they are in a URL. */
  private static final String PLAIN_IN_URLS = ":/?#@!$&'()*+,;=-._~";

  private static final boolean[] IS_PLAIN_IN_URLS = new boolean[128];

  static {
    for (char c = 0; c < IS_PLAIN_IN_URLS.length; c++) {
      IS_PLAIN_IN_URLS[c] =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || PLAIN_IN_URLS.indexOf(c) >= 0;
    }
  }

  private final HtmlBuffer html;

  DirectRenderer(HtmlBuffer html) {
    this.html = html;
  }

  void render(Node node) {
    node.accept(this);
  }

  @Override
  public void visit(Heading heading) {
    char level = (char) ('0' + heading.getLevel());
    html.line();
    html.raw("<h");
    html.raw(level);
    html.raw('>');
    visitChildren(heading);
    html.raw("</h");
    html.raw(level);
    html.raw('>');
    html.line();
  }

  @Override
  public void visit(Paragraph paragraph) {
    if (isInTightList(paragraph)) {
      visitChildren(paragraph);
      return;
    }
    html.line();
    html.raw("<p>");
    visitChildren(paragraph);
    html.raw("</p>");
    html.line();
  }

  private static boolean isInTightList(Paragraph paragraph) {
    Node parent = paragraph.getParent();
    return parent != null && parent.getParent() instanceof ListBlock list && list.isTight();
  }

  @Override
  public void visit(BlockQuote blockQuote) {
    html.line();
    html.raw("<blockquote>\n");
    visitChildren(blockQuote);
    html.line();
    html.raw("</blockquote>\n");
  }

  @Override
  public void visit(BulletList bulletList) {
    html.line();
    html.raw("<ul>\n");
    visitChildren(bulletList);
    html.line();
    html.raw("</ul>\n");
  }

  @Override
  public void visit(OrderedList orderedList) {
    Integer start = orderedList.getMarkerStartNumber();
    html.line();
    if (start == null || start == 1) {
      html.raw("<ol>\n");
    } else {
      html.raw("<ol start=\"");
      html.raw(start.toString());
      html.raw("\">\n");
    }
    visitChildren(orderedList);
    html.line();
    html.raw("</ol>\n");
  }

  @Override
  public void visit(ListItem listItem) {
    html.raw("<li>");
    visitChildren(listItem);
    html.raw("</li>\n");
  }

  @Override
  public void visit(FencedCodeBlock block) {
    html.line();
    String info = block.getInfo();
    if (info == null || info.isEmpty()) {
      html.raw("<pre><code>");
    } else {
      // CommonMark 0.31 §4.5: "The first word of the info string".
      int end = 0;
      while (end < info.length() && !Ascii.isWhitespace(info.charAt(end))) {
        end++;
      }
      html.raw("<pre><code class=\"language-");
      html.text(info.substring(0, end));
      html.raw("\">");
    }
    html.text(block.getLiteral());
    html.raw("</code></pre>\n");
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    html.line();
    html.raw("<pre><code>");
    html.text(block.getLiteral());
    html.raw("</code></pre>\n");
  }

  @Override
  public void visit(HtmlBlock block) {
    html.line();
    html.raw(block.getLiteral());
    html.line();
  }

  @Override
  public void visit(ThematicBreak thematicBreak) {
    html.line();
    html.raw("<hr />\n");
  }

  @Override
  public void visit(LinkReferenceDefinition definition) {
    // It shows where it is referred to.
  }

  @Override
  public void visit(Text text) {
    html.text(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    html.raw("<code>");
    html.text(code.getLiteral());
    html.raw("</code>");
  }

  @Override
  public void visit(Emphasis emphasis) {
    html.raw("<em>");
    visitChildren(emphasis);
    html.raw("</em>");
  }

  @Override
  public void visit(StrongEmphasis strongEmphasis) {
    html.raw("<strong>");
    visitChildren(strongEmphasis);
    html.raw("</strong>");
  }

  @Override
  public void visit(Link link) {
    html.raw("<a href=\"");
    url(link.getDestination());
    title(link.getTitle());
    html.raw("\">");
    visitChildren(link);
    html.raw("</a>");
  }

  @Override
  public void visit(Image image) {
    html.raw("<img src=\"");
    url(image.getDestination());
    html.raw("\" alt=\"");
    // CommonMark 0.31 §6.4: "the plain string content" is what conforming renderers use.
    visitPlainText(image);
    title(image.getTitle());
    html.raw("\" />");
  }

  private void url(String destination) {
    for (int i = 0; i < destination.length(); i++) {
      char c = destination.charAt(i);
      if (c >= IS_PLAIN_IN_URLS.length || !IS_PLAIN_IN_URLS[c]) {
        html.text(PercentEncoding.encode(destination));
        return;
      }
    }
    html.text(destination);
  }

  private void title(String title) {
    if (title != null) {
      html.raw("\" title=\"");
      html.text(title);
    }
  }

  private void visitPlainText(Node parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Text text) {
        html.text(text.getLiteral());
      } else if (node instanceof Code code) {
        html.text(code.getLiteral());
      } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
        html.raw('\n');
      } else {
        visitPlainText(node);
      }
    }
  }

  @Override
  public void visit(HtmlInline htmlInline) {
    html.raw(htmlInline.getLiteral());
  }

  @Override
  public void visit(SoftLineBreak softLineBreak) {
    html.raw('\n');
  }

  @Override
  public void visit(HardLineBreak hardLineBreak) {
    html.raw("<br />\n");
  }

  @Override
  public void visit(CustomBlock block) {
    if (block instanceof TableBlock) {
      tablePart(block, "<table>", "</table>\n");
    } else {
      throw unknown(block);
    }
  }

  @Override
  public void visit(CustomNode node) {
    if (node instanceof TableCell cell) {
      tableCell(cell);
    } else if (node instanceof TableRow) {
      tablePart(node, "<tr>", "</tr>\n");
    } else if (node instanceof TableHead) {
      tablePart(node, "<thead>", "</thead>\n");
    } else if (node instanceof TableBody) {
      tablePart(node, "<tbody>", "</tbody>\n");
    } else if (node instanceof Strikethrough) {
      html.raw("<del>");
      visitChildren(node);
      html.raw("</del>");
    } else if (node instanceof TaskListItemMarker marker) {
      html.raw(
          marker.isChecked()
              ? "<input type=\"checkbox\" disabled=\"\" checked=\"\"> "
              : "<input type=\"checkbox\" disabled=\"\"> ");
    } else {
      throw unknown(node);
    }
  }

  /**
   * Reports a node that {@link DocumentParser} makes and this class lacks: its text would be lost.
   */
  private static IllegalStateException unknown(Node node) {
    return new IllegalStateException("The renderer has no HTML for " + node.getClass().getName());
  }

  private void tablePart(Node node, String start, String end) {
    html.line();
    html.raw(start);
    visitChildren(node);
    html.raw(end);
  }

  private void tableCell(TableCell cell) {
    html.line();
    html.raw(cell.isHeader() ? "<th" : "<td");
    if (cell.getAlignment() != null) {
      html.raw(
          switch (cell.getAlignment()) {
            case LEFT -> " align=\"left\"";
            case CENTER -> " align=\"center\"";
            case RIGHT -> " align=\"right\"";
          });
    }
    html.raw('>');
    visitChildren(cell);
    html.raw(cell.isHeader() ? "</th>\n" : "</td>\n");
  }
}
