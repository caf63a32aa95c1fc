package dev.twinmark.thymeleaf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.twinmark.TwinmarkRenderer;
import dev.twinmark.engine.Extension;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

class TwinmarkDialectTest {

  /**
   * Texts that a template must not take for markup, an attribute's end or an expression of its own.
   */
  private static final List<String> HOSTILE =
      List.of(
          "</textarea><script>a()</script>",
          "</TEXTAREA\n><img src=x onerror=a()>",
          "&lt;/textarea&gt; &amp;amp; &quot;",
          "\" autofocus onfocus=a() \"'",
          "[[${secret}]] [(${secret})] ${secret} *{secret} #{secret} @{/secret}",
          "<p th:text=\"${secret}\" twinmark:render=\"${secret}\">a</p>",
          "<!--/*/ <th:block th:text=\"${secret}\"/> /*/-->",
          "\n\n  leading line feeds",
          "\uD83D\uDE00 \u00E4 \u00A0 \u2028");

  private final TemplateEngine templates = new TemplateEngine();

  TwinmarkDialectTest() {
    templates.addDialect(new TwinmarkDialect());
  }

  @Test
  void rendersTheValueOfAnExpression() {
    assertEquals(
        "<div class=\"a\"><p><em>b</em></p>\n</div>",
        process("<div class=\"a\" twinmark:render=\"${text}\">example</div>", "*b*"));
    assertEquals(
        "<div><p>a, b</p>\n</div>", process("<div twinmark:render=\"|a, ${text}|\"></div>", "b"));
  }

  @Test
  void rendersWithTheExtensionsOfItsRenderer() {
    var renderer = TwinmarkRenderer.builder().extensions(Extension.GITHUB).build();
    var engine = new TemplateEngine();
    engine.addDialect(new TwinmarkDialect(renderer));
    String text = "# See www.example.org";
    assertEquals(
        "<div>" + renderer.render(text) + "</div>",
        engine.process("<div twinmark:render=\"${text}\"></div>", context(text)));
  }

  @Test
  void takesLanguageAndDirectionFromFrontMatter() {
    var renderer = TwinmarkRenderer.builder().extensions(Extension.GITHUB).build();
    var engine = new TemplateEngine();
    engine.addDialect(new TwinmarkDialect(renderer));
    String template = "<div lang=\"en\" twinmark:render=\"${text}\"></div>";
    String text = "---\nlang: he\ndir: rtl\n---\n";
    assertEquals(
        "<div lang=\"he\" dir=\"rtl\">" + renderer.render(text) + "</div>",
        engine.process(template, context(text)));
    String hostile = "---\nlang: '\" onclick=a()'\ndir: down\n---\n";
    assertEquals(
        "<div lang=\"en\">" + renderer.render(hostile) + "</div>",
        engine.process(template, context(hostile)));
  }

  @Test
  void rendersNothingForNull() {
    assertEquals("<div></div>", process("<div twinmark:render=\"${text}\">example</div>", null));
  }

  @Test
  void rendersHostileTextAsTheRendererDoes() {
    for (String text : HOSTILE) {
      assertEquals(
          "<div>" + new TwinmarkRenderer().render(text) + "</div>",
          process("<div twinmark:render=\"${text}\"></div>", text));
    }
  }

  @Test
  void anEditorIsATextAreaWithTheText() {
    assertEquals(
        "<twinmark-editor class=\"wide\" mode=\"write\"><textarea name=\"text\" required"
            + " maxlength=\"99\" aria-label=\"Your &quot;text&quot;\" id=\"text\""
            + " data-twinmark-source>\na &lt;b&gt;</textarea></twinmark-editor>",
        process(
            "<textarea twinmark:editor=\"${text}\" name=\"text\" class=\"wide\" required"
                + " maxlength=\"99\" mode=\"write\" aria-label='Your \"text\"' id=\"text\">"
                + "example</textarea>",
            "a <b>"));
  }

  @Test
  void anEditorMayBeWrittenAsOne() {
    String expected =
        "<twinmark-editor mode=\"write\"><textarea name=\"a\" data-twinmark-source>\n"
            + "b</textarea></twinmark-editor>";
    for (String template :
        List.of(
            "<twinmark-editor twinmark:editor=\"${text}\" name=\"a\" mode=\"write\">"
                + "</twinmark-editor>",
            "<twinmark-editor data-twinmark-editor=\"${text}\" NAME='a' mode=\"write\"/>",
            "<textarea twinmark:editor=\"${text}\" name=\"a\" mode=\"write\"/>")) {
      assertEquals(expected, process(template, "b").replace("NAME", "name"), template);
    }
  }

  @Test
  void anEditorOfAFieldHasItsName() {
    Context context = context("unused");
    context.setVariable("comment", Map.of("text", "a", "author", Map.of("bio", "b")));
    String form =
        templates.process(
            "<form th:object=\"${comment}\">"
                + "<textarea twinmark:editor=\"*{text}\"></textarea>"
                + "<textarea twinmark:editor=\"*{ author.bio }\" id=\"bio\"></textarea>"
                + "<textarea twinmark:editor=\"*{text + '!'}\" name=\"other\"></textarea></form>",
            context);
    Document page = Jsoup.parse(form);
    List<Element> fields = page.select("form > twinmark-editor > textarea");
    assertEquals(List.of("text", "author.bio", "other"), attributes(fields, "name"));
    assertEquals(List.of("text", "bio", ""), attributes(fields, "id"));
    assertEquals(List.of("a", "b", "a!"), fields.stream().map(Element::wholeText).toList());
  }

  @Test
  void anEditorOfAnElementHasItsName() {
    Context context = context("unused");
    context.setVariable(
        "form",
        Map.of(
            "list",
            List.of("a", "b"),
            "rows",
            List.of(Map.of("text", "c"), Map.of("text", "d")),
            "texts",
            Map.of("de", "e"),
            "gr\u00f6\u00dfe",
            "f"));
    String form =
        templates.process(
            "<form th:object=\"${form}\"><textarea twinmark:editor=\"*{list[0]}\"></textarea>"
                + "<textarea twinmark:editor=\"*{list[__${0 + 1}__]}\"></textarea>"
                + "<th:block th:each=\"row, i : *{rows}\">"
                + "<textarea twinmark:editor=\"*{rows[__${i.index}__].text}\"></textarea>"
                + "</th:block>"
                + "<textarea twinmark:editor=\"*{texts['de']}\"></textarea>"
                + "<textarea twinmark:editor='*{texts[\"de\"]}'></textarea>"
                + "<textarea twinmark:editor=\"*{{gr\u00f6\u00dfe}}\"></textarea>"
                + "<textarea twinmark:editor=\"*{list.get(0)}\"></textarea>"
                + "<textarea twinmark:editor=\"*{list[0] + list[1]}\"></textarea></form>",
            context);
    List<Element> fields = Jsoup.parse(form).select("form > twinmark-editor > textarea");
    assertEquals(
        List.of(
            "list[0]",
            "list[1]",
            "rows[0].text",
            "rows[1].text",
            "texts['de']",
            "texts[\"de\"]",
            "gr\u00f6\u00dfe",
            "",
            ""),
        attributes(fields, "name"));
    assertEquals(
        List.of("list0", "list1", "rows0.text", "rows1.text"),
        attributes(fields, "id").subList(0, 4));
    assertEquals(
        List.of("a", "b", "c", "d", "e", "e", "f", "a", "ab"),
        fields.stream().map(Element::wholeText).toList());
  }

  @Test
  void otherAttributesOfTheTemplateAreSeen() {
    String editor =
        process(
            "<textarea twinmark:editor=\"${text}\" th:name=\"${text}\" th:required=\"${true}\""
                + " th:if=\"${text}\" th:placeholder=\"|${text}&quot;|\"></textarea>",
            "a");
    assertEquals(
        "<twinmark-editor><textarea name=\"a\" placeholder=\"a&quot;\""
            + " required=\"required\" data-twinmark-source>\na</textarea></twinmark-editor>",
        editor);
  }

  @Test
  void anEditorOfNullIsEmpty() {
    assertEquals(
        "<twinmark-editor><textarea data-twinmark-source>\n</textarea></twinmark-editor>",
        process("<textarea twinmark:editor=\"${text}\">example</textarea>", null));
  }

  @Test
  void hostileTextComesBackFromTheTextArea() {
    for (String text : HOSTILE) {
      String html = process("<textarea twinmark:editor=\"${text}\" name=\"a\"></textarea>", text);
      Document page = Jsoup.parseBodyFragment(html);
      Element field = page.selectFirst("body > twinmark-editor:only-child > textarea:only-child");
      assertEquals(text, field.wholeText(), html);
      assertEquals(2, field.attributesSize(), html);
      assertEquals(3, page.body().getAllElements().size(), html);
      assertFalse(html.contains("revealed"), html);
    }
  }

  private String process(String template, String text) {
    return templates.process(template, context(text));
  }

  private static Context context(String text) {
    var variables = new HashMap<String, Object>();
    variables.put("text", text);
    variables.put("secret", "revealed");
    return new Context(Locale.ENGLISH, variables);
  }

  private static List<String> attributes(List<Element> elements, String name) {
    return elements.stream().map(element -> element.attr(name)).toList();
  }
}
