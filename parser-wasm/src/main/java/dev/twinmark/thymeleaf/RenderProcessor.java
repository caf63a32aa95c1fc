package dev.twinmark.thymeleaf;

import dev.twinmark.TwinmarkRenderer;
import dev.twinmark.engine.DocumentProperties;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.processor.AbstractStandardExpressionAttributeTagProcessor;
import org.thymeleaf.standard.processor.StandardUtextTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * {@code twinmark:render}: the HTML of a text as the content of an element, with the language and
 * the direction of its front matter; no content for null.
 */
final class RenderProcessor extends AbstractStandardExpressionAttributeTagProcessor {

  private static final String ATTRIBUTE = "render";

  private final TwinmarkRenderer renderer;

  RenderProcessor(String prefix, TwinmarkRenderer renderer) {
    super(TemplateMode.HTML, prefix, ATTRIBUTE, StandardUtextTagProcessor.PRECEDENCE, true);
    this.renderer = renderer;
  }

  @Override
  protected void doProcess(
      ITemplateContext context,
      IProcessableElementTag tag,
      AttributeName attributeName,
      String attributeValue,
      Object markdown,
      IElementTagStructureHandler structureHandler) {
    String source = markdown == null ? "" : markdown.toString();
    DocumentProperties properties = renderer.properties(source);
    setAttribute("lang", properties.language(), structureHandler);
    setAttribute("dir", properties.direction(), structureHandler);
    // Not processed again: a document may look like a template.
    structureHandler.setBody(renderer.render(source), false);
  }

  private static void setAttribute(
      String name, String value, IElementTagStructureHandler structureHandler) {
    if (!value.isEmpty()) {
      structureHandler.setAttribute(name, value);
    }
  }
}
