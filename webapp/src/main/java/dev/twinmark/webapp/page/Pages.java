package dev.twinmark.webapp.page;

import static java.util.Map.entry;

import dev.twinmark.engine.DocumentProperties;
import dev.twinmark.engine.Extension;
import dev.twinmark.webapp.assets.Assets;
import dev.twinmark.webapp.docs.DocumentationPage;
import dev.twinmark.webapp.docs.Example;
import dev.twinmark.webapp.resource.TextResource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The site's pages. Immutable; may be used by several threads. */
public final class Pages {

  private static final String FOLDER = "dev/twinmark/webapp/page/";

  private final TemplateEngine templates;
  private final String basePath;

  /** Null where published pages are at the host of each request. */
  private final String publicAddress;

  private final Map<String, Object> links;

  /** The address of the documents on the server, relative to the base path; null for none. */
  private final String documents;

  private final boolean someCreate;
  private final Catalogue catalogue = new Catalogue();
  private final Map<Language, String> welcome = new EnumMap<>(Language.class);

  /**
   * Finds everything that the pages consist of.
   *
   * @param basePath below which the addresses of all pages and assets are
   * @param publicAddress the origin of published pages; null for the host of each request
   * @param documents the address of the server's documents, relative to that; null for none
   * @param someCreate tells the editor that its user may create documents there, or could signed in
   * @throws IllegalStateException when something they link to or contain is missing
   */
  public Pages(
      Assets assets, String basePath, String publicAddress, String documents, boolean someCreate) {
    this.basePath = basePath;
    this.publicAddress = publicAddress;
    this.documents = documents;
    this.someCreate = someCreate;
    var resolver = new ClassLoaderTemplateResolver(Pages.class.getClassLoader());
    resolver.setPrefix(FOLDER);
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    resolver.setCacheable(true);
    templates = new TemplateEngine();
    templates.setTemplateResolver(resolver);
    templates.setMessageResolver(catalogue);
    links =
        Map.ofEntries(
            entry("styles", below(assets.path("page.css"))),
            entry("documentationStyles", below(assets.path("docs.css"))),
            entry("publishedStyles", below(assets.path("published.css"))),
            entry("documentsStyles", below(assets.path("documents.css"))),
            entry("enhanceScript", below(assets.path("enhance.js"))),
            entry("look", below(assets.path("show-preferences.js"))),
            entry("script", below(assets.path("app.js"))),
            entry("imports", below(assets.imports("app.js"))),
            entry("embedStyles", below(assets.path("embed.css"))),
            entry("embedScript", below(assets.path("embed-page.js"))),
            entry("embedImports", below(assets.imports("embed-page.js"))),
            entry("module", below(assets.path("markdown.wasm"))));
    for (Language language : Language.values()) {
      welcome.put(language, TextResource.read(language.resource("welcome.md")));
    }
  }

  /** The document that greets: a tour of what can be written. */
  public String welcome(Language language) {
    return welcome.get(language);
  }

  /**
   * The editor with a document in it.
   *
   * @param language of all but the document
   * @param markdown the document
   * @param preview its HTML, sanitized, as it goes into the page unescaped
   * @param own whether the document came from a page of this site; the browser keeps another site's
   *     only when its user says so
   * @param status of HTTP
   * @param error what went wrong, in whole sentences, in English; or null
   */
  public String editor(
      Language language, String markdown, String preview, boolean own, int status, String error) {
    var context = context(language);
    // The parser drops one line feed at the start of a textarea (HTML standard, 13.2.6.4.7), so
    // that without one of ours a document would lose its own.
    context.setVariable("source", "\n" + markdown);
    context.setVariable("preview", preview);
    var properties = DocumentProperties.of(markdown, Extension.GITHUB);
    context.setVariable("previewLanguage", emptyToNull(properties.language()));
    context.setVariable("previewDirection", emptyToNull(properties.direction()));
    context.setVariable("error", error == null ? null : detail(language, status, error));
    context.setVariable("foreign", !own);
    context.setVariable("greets", markdown.equals(welcome(language)));
    context.setVariable("documents", documents);
    context.setVariable("creates", documents != null && someCreate);
    return templates.process("editor", context);
  }

  /** Thymeleaf leaves out an attribute whose value is null. */
  private static String emptyToNull(String value) {
    return value.isEmpty() ? null : value;
  }

  /**
   * The editor alone, empty, for a frame.
   *
   * @param hosts the origins whose pages may talk to it
   */
  public String embed(Language language, List<String> hosts) {
    var context = context(language);
    context.setVariable("hosts", String.join(" ", hosts));
    return templates.process("embed", context);
  }

  /**
   * A page that says what went wrong.
   *
   * @param status of HTTP
   * @param detail what exactly, in whole sentences, in English
   */
  public String problem(Language language, int status, String detail) {
    var context = context(language);
    String key = "problem." + status;
    context.setVariable(
        "title", catalogue.message(language, catalogue.has(key) ? key : "problem.other"));
    context.setVariable("detail", detail(language, status, detail));
    return templates.process("message", context);
  }

  /**
   * A page that says why a sign-in failed.
   *
   * @param reason a part of the names of its texts
   * @param returnPath where the sign-in began
   * @param again where it begins anew
   */
  public String signInFailed(Language language, String reason, String returnPath, String again) {
    var context = context(language);
    String key = "signIn.failed." + reason;
    context.setVariable("title", catalogue.message(language, key));
    context.setVariable("detail", catalogue.message(language, key + ".text"));
    context.setVariable("again", again);
    context.setVariable("back", returnPath);
    return templates.process("message", context);
  }

  /**
   * A page of the documentation, with frames in which its examples run.
   *
   * @param language of the page around it: the documentation is in English
   * @param all in the order in which readers find them
   */
  public String documentation(
      Language language, List<DocumentationPage> all, DocumentationPage page) {
    var context = context(language);
    context.setVariable("pages", all);
    context.setVariable("page", page);
    return templates.process("docs", context);
  }

  /** Returns the page that runs in such a frame: the example's source, and nothing else. */
  public String example(Language language, DocumentationPage page, Example example) {
    var context = context(language);
    context.setVariable("page", page);
    context.setVariable("example", example);
    return templates.process("example", context);
  }

  /**
   * A published document.
   *
   * @param language of all but the document
   */
  public String published(Language language, PublishedPage page) {
    var context = context(language);
    context.setVariable("page", page);
    String path = below("/p/" + page.slug());
    context.setVariable("canonical", publicAddress == null ? path : publicAddress + path);
    context.setVariable("hasPublicAddress", publicAddress != null);
    context.setVariable(
        "title",
        page.title().isEmpty() ? catalogue.message(language, "documents.untitled") : page.title());
    // One day for all readers, as the page is the same for all.
    context.setVariable(
        "date",
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(language.locale())
            .withZone(ZoneOffset.UTC)
            .format(page.modified()));
    return templates.process("published", context);
  }

  /** The documents of an account. */
  public String documents(Language language, DocumentsPage page) {
    var context = context(language);
    context.setVariable("page", page);
    context.setVariable("values", new Values(language.locale()));
    return templates.process("documents", context);
  }

  /** The rights to one of them. */
  public String document(Language language, DocumentPage page) {
    var context = context(language);
    context.setVariable("page", page);
    context.setVariable("document", page.document());
    context.setVariable("values", new Values(language.locale()));
    return templates.process("document", context);
  }

  private String below(String path) {
    return basePath + path.substring(1);
  }

  private List<String> below(List<String> paths) {
    return paths.stream().map(this::below).toList();
  }

  /** Other languages know less exactly what went wrong than the server, which knows English. */
  private String detail(Language language, int status, String english) {
    if (language == Language.ENGLISH) {
      return english;
    }
    String key = "problem.text." + status;
    return catalogue.message(language, catalogue.has(key) ? key : "problem.text.other");
  }

  private Context context(Language language) {
    var context = new Context(language.locale(), links);
    context.setVariable("language", language.tag());
    context.setVariable("direction", language.direction());
    context.setVariable("base", basePath);
    return context;
  }
}
