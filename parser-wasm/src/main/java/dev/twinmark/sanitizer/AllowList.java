package dev.twinmark.sanitizer;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of what may reach a page. It is the very file that the browser's sanitizer is built
 * from, so that the two cannot drift apart.
 */
final class AllowList {

  private static final String RESOURCE = "allow-list.json";

  /** The kind of value that is the target of a link. */
  private static final String LINK = "link";

  /** The kind of value that names an element, so that scripts and links can find it. */
  private static final String NAME = "name";

  private final Map<String, Map<String, Rule>> elements;
  private final Set<String> removedWithContent;
  private final Map<String, Map<String, String>> requiredAttributes;
  private final Map<String, Map<String, String>> addedAttributes;
  private final String namePrefix;
  private final Pattern neverInAttributes;

  private AllowList(Table table) {
    var kinds = new HashMap<String, Rule>();
    Pattern ignoredInUrls = JavaScriptRegex.compile(table.ignoredInUrls);
    for (var value : table.values.entrySet()) {
      Pattern pattern = JavaScriptRegex.compile(value.getValue());
      boolean url = value.getKey().equals(LINK) || value.getKey().equals("image");
      kinds.put(
          value.getKey(),
          new Rule(
              value.getKey(),
              url
                  ? text -> matches(pattern, ignoredInUrls.matcher(text).replaceAll(""))
                  : text -> matches(pattern, text)));
    }
    var everyElement = rules(table.everyElement, kinds);
    this.elements =
        table.elements.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    element -> {
                      var attributes = new HashMap<>(everyElement);
                      attributes.putAll(rules(element.getValue(), kinds));
                      return Map.copyOf(attributes);
                    }));
    this.removedWithContent = Set.copyOf(table.removedWithContent);
    this.requiredAttributes = Map.copyOf(table.requiredAttributes);
    this.addedAttributes = Map.copyOf(table.addedAttributes);
    this.namePrefix = table.namePrefix;
    this.neverInAttributes = JavaScriptRegex.compile(table.neverInAttributes);
  }

  /**
   * Reads the table from the class path.
   *
   * @throws IllegalStateException when it is not there or not readable as what it should be
   */
  static AllowList load() {
    try (InputStream in = AllowList.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "The allow-list "
                + RESOURCE
                + " is not beside the sanitizer's classes, where its jar has it.");
      }
      return new AllowList(
          new Gson()
              .fromJson(new InputStreamReader(in, StandardCharsets.UTF_8), Table.class)
              .complete());
    } catch (IOException | JsonParseException e) {
      throw new IllegalStateException(
          "The allow-list " + RESOURCE + " cannot be read: " + e.getMessage(), e);
    }
  }

  boolean allowsElement(String element) {
    return elements.containsKey(element);
  }

  boolean removesWithContent(String element) {
    return removedWithContent.contains(element);
  }

  boolean allowsAttribute(String element, String attribute, String value) {
    Rule rule = rule(element, attribute);
    return rule != null && rule.test.accepts(value) && !neverInAttributes.matcher(value).find();
  }

  /**
   * The value as it goes into the page: names get a prefix of their own, so that no document can
   * stand in for an element or a global variable of the page around it (DOM clobbering), and links
   * to names follow them.
   */
  String rewritten(String element, String attribute, String value) {
    Rule rule = rule(element, attribute);
    if (rule == null) {
      return value;
    }
    if (rule.kind.equals(NAME)) {
      return prefixed(value);
    }
    if (rule.kind.equals(LINK) && value.length() > 1 && value.charAt(0) == '#') {
      return "#" + prefixed(value.substring(1));
    }
    return value;
  }

  /** What an element must have; an empty value means that the attribute's presence is enough. */
  Map<String, String> requiredAttributes(String element) {
    return requiredAttributes.getOrDefault(element, Map.of());
  }

  /** What elements that match the key, a CSS selector, are given, whatever they had. */
  Map<String, Map<String, String>> addedAttributes() {
    return addedAttributes;
  }

  private Rule rule(String element, String attribute) {
    return elements.getOrDefault(element, Map.of()).get(attribute);
  }

  private String prefixed(String name) {
    return name.startsWith(namePrefix) ? name : namePrefix + name;
  }

  private static boolean matches(Pattern pattern, String value) {
    return pattern.matcher(JavaScriptRegex.asCodeUnits(value)).find();
  }

  private static Map<String, Rule> rules(
      Map<String, JsonElement> attributes, Map<String, Rule> kinds) {
    var rules = new HashMap<String, Rule>();
    attributes.forEach((name, kind) -> rules.put(name, rule(name, kind, kinds)));
    return rules;
  }

  private static Rule rule(String attribute, JsonElement kind, Map<String, Rule> kinds) {
    if (kind.isJsonArray()) {
      Set<String> values =
          kind.getAsJsonArray().asList().stream()
              .map(JsonElement::getAsString)
              .collect(Collectors.toUnmodifiableSet());
      return new Rule("enumeration", text -> values.contains(text.toLowerCase(Locale.ROOT)));
    }
    Rule rule = kind instanceof JsonPrimitive name ? kinds.get(name.getAsString()) : null;
    if (rule == null) {
      throw new IllegalStateException(
          "The allow-list gives the attribute "
              + attribute
              + " the kind "
              + kind
              + ", which is not among its values.");
    }
    return rule;
  }

  private interface Test {
    boolean accepts(String value);
  }

  private record Rule(String kind, Test test) {}

  /** The file as it is written. */
  private record Table(
      Map<String, JsonElement> everyElement,
      Map<String, Map<String, JsonElement>> elements,
      Map<String, Map<String, String>> requiredAttributes,
      Map<String, Map<String, String>> addedAttributes,
      String namePrefix,
      List<String> removedWithContent,
      Map<String, String> values,
      String ignoredInUrls,
      String neverInAttributes) {

    Table complete() {
      if (everyElement == null
          || elements == null
          || requiredAttributes == null
          || addedAttributes == null
          || namePrefix == null
          || removedWithContent == null
          || values == null
          || ignoredInUrls == null
          || neverInAttributes == null) {
        throw new JsonParseException("one of its parts is missing");
      }
      return this;
    }
  }
}
