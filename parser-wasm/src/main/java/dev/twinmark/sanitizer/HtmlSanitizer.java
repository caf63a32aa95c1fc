package dev.twinmark.sanitizer;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Cleaner;

/**
 * The only way any HTML of a document gets into a response.
 *
 * <p>What passes is what the allow-list names; the browser's sanitizer is built from the same list
 * and follows the same steps, so that the preview made on the server and the one made by the page's
 * script are the same DOM.
 *
 * <p>The work is done by jsoup's Cleaner, because that agreement needs the HTML standard's own tree
 * builder: where misnested tags end, that a cell outside of a table is no cell, that {@code image}
 * is {@code img}, is decided there, and DOMPurify sees it decided. jsoup implements that builder;
 * OWASP's HTML Sanitizer filters a stream of tags and balances them by rules of its own, and so
 * gives other trees for much raw HTML.
 *
 * <p>Instances are immutable and may be used by several threads.
 */
public final class HtmlSanitizer {

  /**
   * The most times that the HTML is cleaned where parsing the result gives another tree than was
   * written. Only trees that HTML cannot express need it (a link in a link, made by unwrapping what
   * was between), and each pass takes one such layer away; a result that is still unstable after
   * this many was made to be.
   */
  private static final int MAX_PASSES = 4;

  /**
   * The length of HTML that is sanitized at a time where it comes in blocks, in UTF-16 code units:
   * enough that starting a parser weighs little, and a small part of a document that is long.
   */
  private static final int PIECE = 32 * 1024;

  private final AllowList allowList;
  private final int maxPasses;
  private final int piece;

  /**
   * Reads the allow-list.
   *
   * @throws IllegalStateException when the allow-list cannot be read
   */
  public HtmlSanitizer() {
    this(MAX_PASSES, PIECE);
  }

  HtmlSanitizer(int maxPasses, int piece) {
    this.allowList = AllowList.load();
    this.maxPasses = maxPasses;
    this.piece = piece;
  }

  /**
   * Takes everything out of an HTML fragment that the allow-list does not name.
   *
   * <p>Lone surrogates, which UTF-8 cannot hold, become U+FFFD, as they do when a browser submits a
   * form.
   *
   * @param html an HTML fragment, the content of a {@code body}; any string will do
   * @return an HTML fragment that, parsed as such and written again, is itself; one that cannot be
   *     brought into that state, or in which formatting that is not closed would be opened again
   *     too often, is returned as the text it was, in a {@code pre}
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  public String sanitize(String html) {
    var formatting = new RepeatedFormatting();
    formatting.read(html);
    String source = Text.scalarValues(html);
    return formatting.isExcessive() ? asText(source) : sanitize(parse(source), source);
  }

  /**
   * Takes everything out of an HTML fragment that the allow-list does not name, and passes on what
   * is done while the rest is yet to come. The result is that of {@link #sanitize(String)}, but for
   * one thing: where {@link #sanitize(String)} makes text of the whole, only the part that is to
   * blame is text.
   *
   * @param blocks the fragment in parts, each of which ends with a line feed
   * @param out the output for the result, a few blocks at a time, or more where raw HTML opens in
   *     one block what it closes in another
   * @throws IOException if {@code out} does
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  public void sanitize(Iterable<String> blocks, Appendable out) throws IOException {
    var pending = new StringBuilder();
    var formatting = new RepeatedFormatting();
    int formattedFrom = 0;
    int enough = piece;
    EndMark mark = EndMark.random();
    for (String block : blocks) {
      formatting.read(block);
      pending.append(block);
      if (formatting.isExcessive()) {
        String text = asText(pending.substring(formattedFrom));
        pending.replace(formattedFrom, pending.length(), text);
        formatting.reset();
      }
      if (formatting.isNone()) {
        formatting.reset();
        formattedFrom = pending.length();
      }
      if (pending.length() < enough) {
        continue;
      }
      String source = Text.scalarValues(pending.toString());
      Element body = parse(source + mark.html());
      if (mark.removeFrom(body)) {
        out.append(sanitize(body, source));
        pending.setLength(0);
        formatting.reset();
        formattedFrom = 0;
        enough = piece;
      } else {
        // Twice as far each time, so that all the parsing in vain is no more than the rest.
        enough = 2 * pending.length();
      }
    }
    String source = Text.scalarValues(pending.toString());
    out.append(sanitize(parse(source), source));
  }

  private String sanitize(Element dirty, String source) {
    Element body = dirty;
    for (int pass = 0; pass < maxPasses; pass++) {
      String cleaned = HtmlSerializer.contentOf(clean(body));
      body = parse(cleaned);
      if (HtmlSerializer.contentOf(body).equals(cleaned)) {
        return cleaned;
      }
    }
    return asText(source);
  }

  private static String asText(String html) {
    return "<pre>" + Text.asContentOfPre(html) + "</pre>";
  }

  /** Parses a fragment in the context of a body, as a browser does where scripts do not run. */
  static Element parse(String html) {
    Interrupts.check();
    String input = Text.withoutSurrogateReferences(Text.normalizedNewlines(html));
    return parse(new InterruptibleReader(Text.withCasePartnersAsReferences(input)));
  }

  static Element parse(Reader html) {
    Element body = Document.createShell("").body();
    return body.appendChildren(Parser.htmlParser().parseFragmentInput(html, body, ""));
  }

  /**
   * Makes a tree of what the allow-list names.
   *
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  Element clean(Element body) {
    body.getAllElements().forEach(this::removeChildren);
    Document dirty = Objects.requireNonNull(body.ownerDocument());
    Element cleaned = new Cleaner(new TableSafelist(allowList)).clean(dirty).body();
    cleaned.getAllElements().forEach(this::finish);
    cleaned.select("pre").forEach(HtmlSanitizer::dropLeadingLineFeeds);
    CombiningMarks.shorten(cleaned, allowList.maxCombiningMarks());
    TableSpans.dropExcessive(cleaned, allowList.maxRowSpanCells());
    allowList
        .addedAttributes()
        .forEach(
            (selector, attributes) ->
                cleaned.select(selector).forEach(element -> attributes.forEach(element::attr)));
    return cleaned;
  }

  /**
   * Removes the children that have to go with all they hold: all at once, as removing one moves
   * every sibling after it, and a document may have some hundred thousand.
   */
  private void removeChildren(Element parent) {
    if (hasChildThatGoes(parent)) {
      List<Node> kept =
          List.copyOf(parent.childNodes()).stream()
              .filter(node -> !(node instanceof Element element && goesWithContent(element)))
              .toList();
      parent.empty().appendChildren(kept);
    }
  }

  /** Needs no stream or list, as it is called for each element of each document. */
  private boolean hasChildThatGoes(Element parent) {
    for (Node child = parent.firstChild(); child != null; child = child.nextSibling()) {
      if (child instanceof Element element && goesWithContent(element)) {
        return true;
      }
    }
    return false;
  }

  private boolean goesWithContent(Element element) {
    Interrupts.check();
    String name = element.normalName();
    if (allowList.removesWithContent(name)) {
      return true;
    }
    for (var required : allowList.requiredAttributes(name).entrySet()) {
      if (!required.getValue().isEmpty()
          && !Ascii.equalsIgnoreCase(required.getValue(), element.attr(required.getKey()))) {
        return true;
      }
    }
    return false;
  }

  /** A parser drops the line feed that follows {@code <pre>}: some would be one less each time. */
  private static void dropLeadingLineFeeds(Element block) {
    while (block.childNodeSize() > 0 && block.childNode(0) instanceof TextNode first) {
      String kept = first.getWholeText().replaceFirst("^\\n+", "");
      if (!kept.isEmpty()) {
        first.text(kept);
        return;
      }
      first.remove();
    }
  }

  private void finish(Element element) {
    Interrupts.check();
    String name = element.normalName();
    for (Attribute attribute : element.attributes()) {
      attribute.setValue(allowList.rewritten(name, attribute.getKey(), attribute.getValue()));
    }
    for (String required : allowList.requiredAttributes(name).keySet()) {
      if (!element.hasAttr(required)) {
        element.attr(required, "");
      }
    }
  }
}
