package dev.twinmark.webapp.page;

import dev.twinmark.webapp.assets.Assets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The site's pages. Immutable; may be used by several threads. */
public final class Pages {

  private static final String FOLDER = "dev/twinmark/webapp/page/";
  private static final String WELCOME = "/" + FOLDER + "welcome.md";

  private final TemplateEngine templates;
  private final Map<String, Object> links;
  private final String welcome;

  /**
   * Finds everything that the pages consist of.
   *
   * @throws IllegalStateException when something they link to or contain is missing
   */
  public Pages(Assets assets) {
    var resolver = new ClassLoaderTemplateResolver(Pages.class.getClassLoader());
    resolver.setPrefix(FOLDER);
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    resolver.setCacheable(true);
    templates = new TemplateEngine();
    templates.setTemplateResolver(resolver);
    links =
        Map.of(
            "styles", assets.path("page.css"),
            "script", assets.path("app.js"),
            "imports", assets.imports("app.js"),
            "module", assets.path("markdown.wasm"));
    welcome = readWelcome();
  }

  /** The document that greets: a tour of what can be written. */
  public String welcome() {
    return welcome;
  }

  /**
   * The editor with a document in it.
   *
   * @param markdown the document
   * @param preview its HTML, sanitized, as it goes into the page unescaped
   * @param error what went wrong, in whole sentences, or null
   */
  public String editor(String markdown, String preview, String error) {
    var context = context();
    // The parser drops one line feed at the start of a textarea (HTML standard, 13.2.6.4.7), so
    // that
    // without one of ours a document would lose its own.
    context.setVariable("source", "\n" + markdown);
    context.setVariable("preview", preview);
    context.setVariable("error", error);
    return templates.process("editor", context);
  }

  /** A page that says one thing. */
  public String message(String title, String detail) {
    var context = context();
    context.setVariable("title", title);
    context.setVariable("detail", detail);
    return templates.process("message", context);
  }

  private Context context() {
    return new Context(Locale.ENGLISH, links);
  }

  private static String readWelcome() {
    try (InputStream in = Pages.class.getResourceAsStream(WELCOME)) {
      if (in == null) {
        throw new IllegalStateException("The document " + WELCOME + " is not on the class path.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The document " + WELCOME + " cannot be read.", e);
    }
  }
}
