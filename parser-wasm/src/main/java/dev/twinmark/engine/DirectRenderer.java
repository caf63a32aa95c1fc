package dev.twinmark.engine;

import dev.twinmark.engine.Template.Gap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.footnotes.InlineFootnote;
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
 * Extensions leave gaps for what the rest of the document decides, such as numbers of footnotes.
 */
final class DirectRenderer extends AbstractVisitor {

  /** The ASCII characters that percent-encoding leaves alone wherever they are in a URL. */
  private static final String PLAIN_IN_URLS = ":/?#@!$&'()*+,;=-._~";

  private static final boolean[] IS_PLAIN_IN_URLS = new boolean[Ascii.END];

  static {
    for (char c = 0; c < IS_PLAIN_IN_URLS.length; c++) {
      IS_PLAIN_IN_URLS[c] =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || PLAIN_IN_URLS.indexOf(c) >= 0;
    }
  }

  private final Set<Extension> extensions;
  private final HtmlBuffer html;
  private final boolean hasHeadingIds;
  private final boolean hasContents;
  private List<Gap> gaps = List.of();

  /** The paragraph at whose end are the links back from the footnote that is rendered, or null. */
  private Paragraph backLinks;

  DirectRenderer(Set<Extension> extensions, HtmlBuffer html) {
    hasContents = extensions.contains(Extension.TABLE_OF_CONTENTS);
    hasHeadingIds = hasContents || extensions.contains(Extension.HEADING_IDS);
    this.extensions = extensions;
    this.html = html;
  }

  void render(Node node) {
    node.accept(this);
  }

  boolean hasGaps() {
    return !gaps.isEmpty();
  }

  /** Returns the gaps left since the last call, with their offsets in the buffer. */
  List<Gap> takeGaps() {
    List<Gap> taken = gaps;
    gaps = List.of();
    return taken;
  }

  private void gap(Template.Kind kind, String key) {
    add(new Gap(html.length(), kind, key));
  }

  private void add(Gap gap) {
    if (gaps.isEmpty()) {
      gaps = new ArrayList<>();
    }
    gaps.add(gap);
  }

  /**
   * Returns the content of a footnote's list item.
   *
   * @param extensions those that it is rendered with
   */
  static Template footnote(FootnoteDefinition footnote, Set<Extension> extensions) {
    HtmlBuffer html = new HtmlBuffer(0);
    DirectRenderer renderer = new DirectRenderer(extensions, html);
    if (footnote.getLastChild() instanceof Paragraph last) {
      renderer.backLinks = last;
    }
    renderer.visitChildren(footnote);
    if (renderer.backLinks == null) {
      html.line();
      renderer.gap(Template.Kind.FOOTNOTE_BACK_LINKS, "");
    }
    html.line();
    return new Template(html.substring(0), renderer.takeGaps());
  }

  /** Returns the content of the list item of a footnote within the text. */
  private Template content(InlineFootnote footnote) {
    HtmlBuffer content = new HtmlBuffer(0);
    DirectRenderer renderer = new DirectRenderer(extensions, content);
    content.raw("<p>");
    renderer.visitChildren(footnote);
    content.raw(' ');
    renderer.gap(Template.Kind.FOOTNOTE_BACK_LINKS, "");
    content.raw("</p>\n");
    return new Template(content.substring(0), renderer.takeGaps());
  }

  @Override
  public void visit(Heading heading) {
    char level = (char) ('0' + heading.getLevel());
    html.line();
    html.raw("<h");
    html.raw(level);
    if (hasHeadingIds) {
      gap(Template.Kind.HEADING_ID, HeadingName.of(heading));
    }
    if (hasContents) {
      gap(Template.Kind.CONTENTS_ENTRY, TableOfContents.entry(heading));
    }
    html.raw('>');
    visitChildren(heading);
    html.raw("</h");
    html.raw(level);
    html.raw('>');
    html.line();
  }

  @Override
  public void visit(Paragraph paragraph) {
    if (paragraph instanceof TableOfContents contents) {
      html.line();
      gap(Template.Kind.CONTENTS, contents.source);
      return;
    }
    if (isTight(paragraph)) {
      visitChildren(paragraph);
      return;
    }
    html.line();
    html.raw("<p>");
    visitChildren(paragraph);
    if (paragraph == backLinks) {
      html.raw(' ');
      gap(Template.Kind.FOOTNOTE_BACK_LINKS, "");
    }
    html.raw("</p>");
    html.line();
  }

  private static boolean isTight(Paragraph paragraph) {
    Node parent = paragraph.getParent();
    if (parent instanceof DescriptionList.Details details) {
      return details.isTight;
    }
    return parent != null && parent.getParent() instanceof ListBlock list && list.isTight();
  }

  @Override
  public void visit(BlockQuote blockQuote) {
    html.line();
    if (blockQuote instanceof Alert alert) {
      alert(alert);
      return;
    }
    html.raw("<blockquote>\n");
    visitChildren(blockQuote);
    html.line();
    html.raw("</blockquote>\n");
  }

  private void alert(Alert alert) {
    html.raw("<div class=\"markdown-alert markdown-alert-");
    html.raw(alert.kind.name);
    html.raw("\">\n<p class=\"markdown-alert-title\">");
    html.raw(alert.kind.title);
    html.raw("</p>\n");
    visitChildren(alert);
    html.line();
    html.raw("</div>\n");
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
    if (FormulaParser.isFormula(block)) {
      html.raw("<pre><code class=\"language-math math-display\">");
    } else if (info == null || info.isEmpty()) {
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
    if (code instanceof Formula formula) {
      html.raw("<code class=\"language-math math-");
      html.raw(formula.isDisplay ? "display\">" : "inline\">");
    } else {
      html.raw("<code>");
    }
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
      } else if (node instanceof Emoji emoji) {
        html.text(emoji.text);
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
    } else if (block instanceof FrontMatter frontMatter) {
      frontMatter(frontMatter);
    } else if (block instanceof DescriptionList) {
      html.line();
      html.raw("<dl>\n");
      visitChildren(block);
      html.raw("</dl>\n");
    } else if (block instanceof DescriptionList.Term) {
      html.raw("<dt>");
      visitChildren(block);
      html.raw("</dt>\n");
    } else if (block instanceof DescriptionList.Details) {
      html.raw("<dd>");
      visitChildren(block);
      html.raw("</dd>\n");
    } else if (block instanceof FootnoteDefinition) {
      // It shows at the end of the document, if something refers to it.
      return;
    } else {
      throw unknown(block);
    }
  }

  private void frontMatter(FrontMatter frontMatter) {
    html.raw("<details class=\"front-matter\">\n<summary>");
    html.text(summary(frontMatter));
    html.raw("</summary>\n<table>\n<tbody>\n");
    for (FrontMatter.Property property : frontMatter.properties) {
      html.raw("<tr>\n<th scope=\"row\">");
      html.text(property.key());
      html.raw("</th>\n<td>");
      String separator = "";
      for (String value : property.values()) {
        html.raw(separator);
        html.text(value);
        separator = ", ";
      }
      html.raw("</td>\n</tr>\n");
    }
    html.raw("</tbody>\n</table>\n</details>\n");
  }

  private static String summary(FrontMatter frontMatter) {
    StringBuilder keys = new StringBuilder();
    for (FrontMatter.Property property : frontMatter.properties) {
      keys.append(keys.length() == 0 ? "" : ", ").append(property.key());
    }
    return keys.toString();
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
    } else if (node instanceof DelimitedText delimited) {
      html.raw('<');
      html.raw(delimited.kind.element);
      html.raw('>');
      visitChildren(node);
      html.raw("</");
      html.raw(delimited.kind.element);
      html.raw('>');
    } else if (node instanceof Emoji emoji) {
      html.text(emoji.text);
    } else if (node instanceof FootnoteReference reference) {
      gap(Template.Kind.FOOTNOTE_REFERENCE, reference.getLabel());
    } else if (node instanceof InlineFootnote footnote) {
      add(new Gap(html.length(), Template.Kind.INLINE_FOOTNOTE, "", content(footnote)));
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
