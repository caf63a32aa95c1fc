package dev.twinmark.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.delimiter.DelimiterProcessor;

/**
 * Answers the link labels that a part of a document refers to with the definitions of the whole
 * document, and remembers who asked for what.
 */
final class LinkLabels {

  /**
   * The longest normalized label that can have a definition. CommonMark 0.31 §6.3: a label has "at
   * most 999 characters inside the square brackets"; a case fold makes at most three of one. What
   * is longer need not be remembered, which matters for brackets that are nested by the thousand.
   */
  private static final int MAX_NORMALIZED_LENGTH = 3 * 999;

  /** What the inlines of one node asked for. */
  record Asked(Node node, Map<String, Definition> answers) {}

  private final Definitions definitions;
  private int fromSlot;
  private int toSlot;
  private List<Asked> asked = new ArrayList<>();
  private Map<String, Definition> answers;

  LinkLabels(Definitions definitions) {
    this.definitions = definitions;
  }

  /**
   * Prepares for a parse of what takes the place of the blocks from one slot to another. Their own
   * definitions no longer count; those that the parse finds do.
   */
  void begin(int fromSlot, int toSlot) {
    this.fromSlot = fromSlot;
    this.toSlot = toSlot;
    asked = new ArrayList<>();
    answers = null;
  }

  /** Returns what was asked since the beginning, in the order of the document. */
  List<Asked> asked() {
    return asked;
  }

  InlineParser inlineParser(InlineParserContext context) {
    InlineParser inlineParser = new InlineParserImpl(new Context(context));
    InlineParser recorder =
        (SourceLines lines, Node node) -> {
          answers = null;
          inlineParser.parse(lines, node);
          if (answers != null) {
            asked.add(new Asked(node, answers));
          }
        };
    return new PlainTextParser(recorder);
  }

  private Definition answer(String rawLabel, InlineParserContext found) {
    String label = LabelNormalization.normalize(rawLabel);
    if (label.length() > MAX_NORMALIZED_LENGTH) {
      return null;
    }
    Definition answer = definitions.firstBefore(label, fromSlot);
    if (answer == null) {
      LinkReferenceDefinition node = found.getDefinition(LinkReferenceDefinition.class, rawLabel);
      answer = node == null ? definitions.firstFrom(label, toSlot) : Definition.of(node);
    }
    if (answers == null) {
      answers = new TreeMap<>();
    }
    answers.put(label, answer);
    return answer;
  }

  private final class Context implements InlineParserContext {

    private final InlineParserContext delegate;

    Context(InlineParserContext delegate) {
      this.delegate = delegate;
    }

    @Override
    public <D> D getDefinition(Class<D> type, String label) {
      if (!type.equals(LinkReferenceDefinition.class)) {
        return delegate.getDefinition(type, label);
      }
      return type.cast(node(label));
    }

    private LinkReferenceDefinition node(String label) {
      Definition answer = answer(label, delegate);
      return answer == null ? null : answer.toNode();
    }

    @Override
    @Deprecated
    public LinkReferenceDefinition getLinkReferenceDefinition(String label) {
      return node(label);
    }

    @Override
    public List<InlineContentParserFactory> getCustomInlineContentParserFactories() {
      return delegate.getCustomInlineContentParserFactories();
    }

    @Override
    public List<DelimiterProcessor> getCustomDelimiterProcessors() {
      return delegate.getCustomDelimiterProcessors();
    }

    @Override
    public List<LinkProcessor> getCustomLinkProcessors() {
      return delegate.getCustomLinkProcessors();
    }

    @Override
    public Set<Character> getCustomLinkMarkers() {
      return delegate.getCustomLinkMarkers();
    }

    @Override
    public int getMaxInlineNesting() {
      return delegate.getMaxInlineNesting();
    }
  }
}
