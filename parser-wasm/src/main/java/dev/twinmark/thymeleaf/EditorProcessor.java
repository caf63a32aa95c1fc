package dev.twinmark.thymeleaf;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AttributeName;
import org.thymeleaf.model.AttributeValueQuotes;
import org.thymeleaf.model.IAttribute;
import org.thymeleaf.model.IModel;
import org.thymeleaf.model.IModelFactory;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.processor.element.IElementTagStructureHandler;
import org.thymeleaf.standard.expression.IStandardExpression;
import org.thymeleaf.standard.expression.SelectionVariableExpression;
import org.thymeleaf.standard.expression.StandardExpressions;
import org.thymeleaf.standard.processor.AbstractStandardExpressionAttributeTagProcessor;
import org.thymeleaf.templatemode.TemplateMode;
import org.unbescape.html.HtmlEscape;

/**
 * {@code twinmark:editor}: an editor with a text area, and a text in it; of null, an empty one.
 *
 * <p>The text area is what a form sends without script. The editor adopts it.
 */
final class EditorProcessor extends AbstractStandardExpressionAttributeTagProcessor {

  private static final String ATTRIBUTE = "editor";

  /** After all that gives the element attributes, such as {@code th:field} of Spring (1700). */
  private static final int PRECEDENCE = 1900;

  private static final String IDENTIFIER =
      "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+";

  /** The path of a field, such as {@code text}, {@code rows[0].text} or {@code texts['de']}. */
  private static final Pattern FIELD =
      Pattern.compile(
          IDENTIFIER + "(?:\\." + IDENTIFIER + "|\\[\\d++]|\\['[^']*+']|\\[\"[^\"]*+\"])*+");

  private static final Pattern BRACKETS = Pattern.compile("[\\[\\]]");

  /**
   * The attributes that the HTML standard has for a {@code textarea}, and those of any element that
   * are about a field.
   */
  private static final Set<String> OF_A_FIELD =
      Set.of(
          "accesskey",
          "autocapitalize",
          "autocomplete",
          "autocorrect",
          "autofocus",
          "cols",
          "dirname",
          "disabled",
          "enterkeyhint",
          "form",
          "id",
          "inputmode",
          "maxlength",
          "minlength",
          "name",
          "placeholder",
          "readonly",
          "required",
          "rows",
          "spellcheck",
          "tabindex",
          "wrap");

  private static final String ARIA = "aria-";

  EditorProcessor(String prefix) {
    super(TemplateMode.HTML, prefix, ATTRIBUTE, PRECEDENCE, true);
  }

  @Override
  protected void doProcess(
      ITemplateContext context,
      IProcessableElementTag tag,
      AttributeName attributeName,
      String attributeValue,
      Object markdown,
      IElementTagStructureHandler structureHandler) {
    var ofEditor = new LinkedHashMap<String, String>();
    var ofField = new LinkedHashMap<String, String>();
    for (IAttribute attribute : tag.getAllAttributes()) {
      if (attribute.getAttributeDefinition().getAttributeName().equals(attributeName)) {
        continue;
      }
      String name = attribute.getAttributeCompleteName().toLowerCase(Locale.ROOT);
      boolean isOfField = OF_A_FIELD.contains(name) || name.startsWith(ARIA);
      (isOfField ? ofField : ofEditor).put(name, inDoubleQuotes(attribute.getValue()));
    }
    String field = field(context, attributeValue);
    if (field != null) {
      String name = HtmlEscape.escapeHtml5Xml(field);
      ofField.putIfAbsent("name", name);
      // As th:field of Spring derives it.
      ofField.putIfAbsent("id", BRACKETS.matcher(name).replaceAll(""));
    }
    // The editor finds it by this attribute.
    ofField.put("data-twinmark-source", null);
    // Not processed again: a document may look like a template.
    structureHandler.replaceWith(
        editor(
            context.getModelFactory(),
            ofEditor,
            ofField,
            markdown == null ? "" : markdown.toString()),
        false);
  }

  /**
   * The field of the form's object that an expression selects, as in {@code
   * *{rows[__${i.index}__].text}}, which Thymeleaf preprocesses; null if it is none.
   */
  private static String field(ITemplateContext context, String expression) {
    IStandardExpression parsed =
        StandardExpressions.getExpressionParser(context.getConfiguration())
            .parseExpression(context, expression);
    if (!(parsed instanceof SelectionVariableExpression selection)) {
      return null;
    }
    String path = selection.getExpression().strip();
    return FIELD.matcher(path).matches() ? path : null;
  }

  private static IModel editor(
      IModelFactory factory,
      Map<String, String> ofEditor,
      Map<String, String> ofField,
      String markdown) {
    IModel model = factory.createModel();
    model.add(
        factory.createOpenElementTag(
            "twinmark-editor", ofEditor, AttributeValueQuotes.DOUBLE, false));
    model.add(
        factory.createOpenElementTag("textarea", ofField, AttributeValueQuotes.DOUBLE, false));
    // The parser drops one line feed at the start of a textarea (HTML standard, 13.2.6.4.7), so
    // that without one of ours a document would lose its own.
    model.add(factory.createText("\n" + HtmlEscape.escapeHtml5Xml(markdown)));
    model.add(factory.createCloseElementTag("textarea"));
    model.add(factory.createCloseElementTag("twinmark-editor"));
    return model;
  }

  /** Values are kept as the template has them, escaped, and some stood in single quotes there. */
  private static String inDoubleQuotes(String value) {
    return value == null ? null : value.replace("\"", "&quot;");
  }
}
