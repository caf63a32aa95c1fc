package dev.twinmark.webapp.page;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;

/**
 * Every visible text, from the files that the page's scripts have theirs from. Answers the {@code
 * #{key}} of the templates.
 */
public final class Catalogue extends AbstractMessageResolver {

  private final Map<Language, Map<String, String>> messages = new EnumMap<>(Language.class);

  /**
   * Reads all languages.
   *
   * @throws IllegalStateException when one is not on the class path
   */
  public Catalogue() {
    for (Language language : Language.values()) {
      var texts = new HashMap<>(read(language.resource("messages.json")));
      // The texts that no script of the page shows, so that none needs to load them.
      texts.putAll(read(language.resource("server.json")));
      messages.put(language, Map.copyOf(texts));
    }
  }

  /**
   * The text of that name.
   *
   * @throws IllegalStateException when the language lacks it
   */
  public String message(Language language, String key) {
    String message = messages.get(language).get(key);
    if (message == null) {
      throw new IllegalStateException("The language " + language.tag() + " has no message " + key);
    }
    return message;
  }

  /** Returns whether every language has a text of that name. */
  boolean has(String key) {
    return messages.values().stream().allMatch(texts -> texts.containsKey(key));
  }

  @Override
  public String resolveMessage(
      ITemplateContext context, Class<?> origin, String key, Object[] parameters) {
    return message(Language.lookup(context.getLocale().toLanguageTag()).orElseThrow(), key);
  }

  /** Never asked for: {@link #resolveMessage} fails on what is missing. */
  @Override
  public String createAbsentMessageRepresentation(
      ITemplateContext context, Class<?> origin, String key, Object[] parameters) {
    throw new IllegalStateException("There is no message " + key);
  }

  private static Map<String, String> read(String resource) {
    try (InputStream in = Catalogue.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "The texts "
                + resource
                + " are not on the class path: build the module twinmark-parser-wasm, which holds them.");
      }
      return Map.copyOf(
          new Gson()
              .fromJson(
                  new InputStreamReader(in, StandardCharsets.UTF_8),
                  new TypeToken<Map<String, String>>() {}));
    } catch (IOException e) {
      throw new IllegalStateException("The texts " + resource + " cannot be read.", e);
    }
  }
}
