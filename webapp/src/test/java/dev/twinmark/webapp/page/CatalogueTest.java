package dev.twinmark.webapp.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private static final Pattern KEY = Pattern.compile("#\\{([^}]+)}");

  private final Catalogue catalogue = new Catalogue();

  @Test
  void hasEveryTextOfThePagesInEveryLanguage() throws IOException {
    for (String page : List.of("editor.html", "message.html", "docs.html", "published.html")) {
      var keys = KEY.matcher(read(page)).results().map(match -> match.group(1)).toList();
      assertFalse(keys.isEmpty(), page);
      for (String key : keys) {
        for (Language language : Language.values()) {
          assertFalse(catalogue.message(language, key).isBlank(), key);
        }
      }
    }
  }

  @Test
  void languagesAreTheFoldersOfTexts() {
    for (String tag : Locale.getISOLanguages()) {
      var texts = Catalogue.class.getResource("/dev/twinmark/language/" + tag + "/messages.json");
      assertEquals(texts != null, Language.lookup(tag).isPresent(), tag);
    }
  }

  @Test
  void refusesAKeyThatItDoesNotHave() {
    assertThrows(
        IllegalStateException.class, () -> catalogue.message(Language.GERMAN, "no.such.text"));
  }

  @Test
  void pagesHaveNoTextOfTheirOwn() throws IOException {
    // Its name is the same in every language.
    String text = org.jsoup.Jsoup.parse(read("editor.html")).text().replace("Twinmark", "").strip();
    assertTrue(text.isEmpty(), text);
  }

  private static String read(String page) throws IOException {
    try (var in = Catalogue.class.getResourceAsStream(page)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
