package dev.twinmark.thymeleaf;

import dev.twinmark.TwinmarkRenderer;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.processor.AbstractStandardExpressionAttributeTagProcessor;
import org.thymeleaf.standard.processor.StandardUtextTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/** {@code twinmark:render}: a text's HTML as the content of an element; of null, nothing. */
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
    // Not processed again: a document may look like a template.
    structureHandler.setBody(markdown == null ? "" : renderer.render(markdown.toString()), false);
  }
}
