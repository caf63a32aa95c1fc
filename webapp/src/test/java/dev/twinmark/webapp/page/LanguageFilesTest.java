package dev.twinmark.webapp.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import com.ibm.icu.text.PluralRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The files of each language have what those of English have. */
class LanguageFilesTest {

  private static final Path FOLDER =
      Path.of("../parser-wasm/src/main/resources/dev/twinmark/language");

  private static final String ONE = ".one";
  private static final String OTHER = ".other";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}|\\$(?=$| )");

  /** A mark that French sets off by a space, which may not be at the end of a line. */
  private static final Pattern BREAKABLE =
      Pattern.compile(" [:;!?»](?!\\S)|« |[^ \\u00A0\\u202F][;!?»](?!\\S)");

  @Test
  void everyLanguageHasTheFilesOfEnglish() throws IOException {
    for (Language language : Language.values()) {
      assertEquals(names(Language.ENGLISH), names(language), language.tag());
    }
  }

  @Test
  void everyLanguageHasTheMessagesOfEnglishInThePluralFormsThatItNeeds() throws IOException {
    for (String file : messageFiles()) {
      Map<String, String> english = read(Language.ENGLISH, file);
      Set<String> counted = countedMessages(english.keySet());
      for (Language language : Language.values()) {
        var expected = new TreeSet<String>();
        for (String key : english.keySet()) {
          String stem = stem(key);
          if (counted.contains(stem)) {
            pluralRules(language).getKeywords().forEach(form -> expected.add(stem + "." + form));
          } else {
            expected.add(key);
          }
        }
        assertEquals(
            expected, new TreeSet<>(read(language, file).keySet()), language.tag() + " " + file);
      }
    }
  }

  @Test
  void messagesHaveThePlaceholdersOfEnglish() throws IOException {
    for (String file : messageFiles()) {
      Map<String, String> english = read(Language.ENGLISH, file);
      Set<String> counted = countedMessages(english.keySet());
      for (Language language : Language.values()) {
        read(language, file)
            .forEach(
                (key, text) -> {
                  boolean isCounted = counted.contains(stem(key));
                  String model = english.get(isCounted ? stem(key) + OTHER : key);
                  if (!isCounted || !isOneNumber(language, form(key))) {
                    assertEquals(placeholders(model), placeholders(text), language.tag() + key);
                  }
                });
      }
    }
  }

  @Test
  void noMessageIsBlank() throws IOException {
    for (String file : messageFiles()) {
      for (Language language : Language.values()) {
        read(language, file)
            .forEach((key, text) -> assertEquals(text.strip(), text, language.tag() + key));
        assertFalse(read(language, file).containsValue(""), language.tag());
      }
    }
  }

  @Test
  void spacesOfFrenchPunctuationDoNotBreak() throws IOException {
    for (String file : messageFiles()) {
      read(Language.FRENCH, file)
          .forEach(
              (key, text) ->
                  assertEquals(
                      List.of(),
                      BREAKABLE.matcher(text).results().map(MatchResult::group).toList(),
                      key + ": " + text));
    }
  }

  /**
   * Returns whether a plural form is for a single number, such as 1, which a text may have itself.
   */
  private static boolean isOneNumber(Language language, String form) {
    return pluralRules(language).getUniqueKeywordValue(form) != PluralRules.NO_UNIQUE_VALUE;
  }

  private static PluralRules pluralRules(Language language) {
    return PluralRules.forLocale(language.locale());
  }

  private static Set<String> countedMessages(Collection<String> keys) {
    return keys.stream()
        .filter(key -> key.endsWith(ONE) && keys.contains(stem(key) + OTHER))
        .map(LanguageFilesTest::stem)
        .collect(Collectors.toSet());
  }

  private static String stem(String key) {
    return key.substring(0, Math.max(0, key.lastIndexOf('.')));
  }

  private static String form(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  private static List<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).sorted().toList();
  }

  private static List<String> messageFiles() throws IOException {
    return names(Language.ENGLISH).stream().filter(name -> name.endsWith(".json")).toList();
  }

  private static List<String> names(Language language) throws IOException {
    try (var files = Files.list(FOLDER.resolve(language.tag()))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Map<String, String> read(Language language, String file) throws IOException {
    return new Gson()
        .fromJson(
            Files.readString(FOLDER.resolve(language.tag()).resolve(file)), new TypeToken<>() {});
  }
}
