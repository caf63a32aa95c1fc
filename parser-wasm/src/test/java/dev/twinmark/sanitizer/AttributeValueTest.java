package dev.twinmark.sanitizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules for the values of attributes, on the cases that test the browser's rules, too. */
class AttributeValueTest {

  /** Code units that some of Java's comparisons take for an ASCII letter. */
  private static final Map<Character, Character> CASE_PARTNERS =
      Map.of('\u0130', 'i', '\u0131', 'i', '\u017F', 's', '\u212A', 'k');

  private final AllowList allowList = AllowList.load();

  @ParameterizedTest
  @MethodSource("cases")
  void ruleDecidesAsInTheBrowser(Case one) {
    ValueRule rule = allowList.rule(one.kind);
    assertEquals(one.allowed, rule.allows(one.value));
    if (one.allowed) {
      assertEquals(Objects.requireNonNullElse(one.becomes, one.value), rule.rewritten(one.value));
    }
  }

  @Test
  void wordsIgnoreTheCaseOfAsciiLettersOnly() {
    for (List<String> attribute :
        List.of(
            List.of("p", "dir", "ltr", "rtl", "auto"),
            List.of("div", "align", "left", "center", "right", "justify"),
            List.of("input", "type", "checkbox"),
            List.of("ol", "type", "1", "a", "i"),
            List.of("th", "scope", "row", "col", "rowgroup", "colgroup"))) {
      String element = attribute.get(0);
      String name = attribute.get(1);
      for (String word : attribute.subList(2, attribute.size())) {
        assertTrue(allowList.allowsAttribute(element, name, word.toUpperCase(Locale.ROOT)));
        for (String variant : variantsOf(word)) {
          assertFalse(allowList.allowsAttribute(element, name, variant), variant);
        }
      }
    }
  }

  @Test
  void namesIgnoreTheCaseOfAsciiLettersOnly() {
    var sanitizer = new HtmlSanitizer();
    for (String element :
        List.of("kbd", "mark", "strike", "li", "details", "blockquote", "script")) {
      for (String variant : variantsOf(element)) {
        String html = "<" + variant + ">x</" + variant + ">";
        // A name begins with an ASCII letter; anything else is text.
        String expected =
            Ascii.isLetter(variant.charAt(0))
                ? "x"
                : html.replaceFirst("</.*", "").replace("<", "&lt;").replace(">", "&gt;");
        assertEquals(expected, sanitizer.sanitize(html), variant);
      }
    }
    for (String variant : variantsOf("checked")) {
      assertEquals(
          "<input type=\"checkbox\" disabled=\"\">",
          sanitizer.sanitize("<input type=checkbox " + variant + ">"),
          variant);
    }
    assertEquals("", sanitizer.sanitize("<input type=chec&#x212A;box>"));
    assertEquals("", sanitizer.sanitize("<input type=chec\u212Abox>"));
    assertEquals("a\u0130\u0131\u017F\u212A", sanitizer.sanitize("a\u0130\u0131\u017F\u212A"));
  }

  private static List<String> variantsOf(String word) {
    var variants = new ArrayList<String>();
    for (int i = 0; i < word.length(); i++) {
      for (var partner : CASE_PARTNERS.entrySet()) {
        if (partner.getValue() == word.charAt(i)) {
          variants.add(word.substring(0, i) + partner.getKey() + word.substring(i + 1));
        }
      }
    }
    return variants;
  }

  static Stream<Case> cases() {
    try (var in =
        new InputStreamReader(
            Objects.requireNonNull(
                AttributeValueTest.class.getResourceAsStream("attribute-values.json")),
            StandardCharsets.UTF_8)) {
      return Stream.of(new Gson().fromJson(in, Case[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A value and what becomes of it.
   *
   * @param becomes null where it stays as it is
   */
  record Case(String kind, String value, boolean allowed, String becomes) {}
}
