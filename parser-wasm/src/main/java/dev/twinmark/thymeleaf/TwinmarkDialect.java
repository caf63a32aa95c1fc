package dev.twinmark.thymeleaf;

import dev.twinmark.TwinmarkRenderer;
import java.util.Objects;
import java.util.Set;
import org.thymeleaf.dialect.AbstractProcessorDialect;
import org.thymeleaf.processor.IProcessor;
import org.thymeleaf.standard.StandardDialect;

/**
 * Two attributes for templates.
 *
 * <pre>{@code
 * <form method="post" th:object="${comment}">
 *   <label for="text">Your comment</label>
 *   <textarea twinmark:editor="*{text}" required maxlength="5000"></textarea>
 *   <button>Send</button>
 * </form>
 *
 * <article twinmark:render="${comment.text}"></article>
 * }</pre>
 *
 * <p>{@code twinmark:render} puts the rendered, sanitized HTML of a text into its element.
 *
 * <p>{@code twinmark:editor} makes its element a {@code <twinmark-editor>} around a {@code
 * <textarea>} with the text, so that the form is one without script, too. Attributes of a form
 * field go to the text area, and others, such as {@code class} or {@code mode}, to the editor.
 * Where the expression is that of a field, such as {@code *{text}}, {@code name} and {@code id} are
 * the field's unless the template has its own.
 *
 * <p>Add it to an engine with {@link org.thymeleaf.TemplateEngine#addDialect}; Spring Boot finds it
 * as a bean. Spring is not needed. Immutable; may be used by several threads.
 */
public final class TwinmarkDialect extends AbstractProcessorDialect {

  private static final String PREFIX = "twinmark";

  private final TwinmarkRenderer renderer;

  /** Renders without extensions of Markdown. */
  public TwinmarkDialect() {
    this(new TwinmarkRenderer());
  }

  /**
   * Renders with a renderer, and so with its extensions.
   *
   * @throws NullPointerException if it is null
   */
  public TwinmarkDialect(TwinmarkRenderer renderer) {
    super("Twinmark", PREFIX, StandardDialect.PROCESSOR_PRECEDENCE);
    this.renderer = Objects.requireNonNull(renderer, "renderer");
  }

  @Override
  public Set<IProcessor> getProcessors(String dialectPrefix) {
    return Set.of(new RenderProcessor(dialectPrefix, renderer), new EditorProcessor(dialectPrefix));
  }
}
