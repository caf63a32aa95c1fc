package dev.twinmark.engine;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Document;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.junit.jupiter.api.Test;

class DirectRendererTest {

  @Test
  void unknownBlocksThrow() {
    assertUnknown(new UnknownBlock(), new Document());
  }

  @Test
  void unknownInlinesThrow() {
    assertUnknown(new UnknownInline(), new Paragraph());
  }

  private static void assertUnknown(Node node, Node parent) {
    parent.appendChild(node);
    var renderer = new DirectRenderer(Set.of(), new HtmlBuffer(0));
    var e = assertThrows(IllegalStateException.class, () -> renderer.render(parent));
    assertTrue(e.getMessage().contains(node.getClass().getName()), e.getMessage());
  }

  private static final class UnknownBlock extends CustomBlock {}

  private static final class UnknownInline extends CustomNode {}
}
