package dev.twinmark.sanitizer;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of what may reach a page. It is the very file that the browser's sanitizer is built
 * from, so that the two cannot drift apart.
 */
final class AllowList {

  private static final String RESOURCE = "allow-list.json";

  private final Map<String, Map<String, ValueRule>> elements;
  private final Set<String> removedWithContent;
  private final Map<String, Map<String, String>> requiredAttributes;
  private final Map<String, Map<String, String>> addedAttributes;
  private final Map<String, ValueRule> kinds;
  private final AsciiParts neverInAttributes;
  private final int maxRowSpanCells;
  private final int maxCombiningMarks;

  private AllowList(Table table) {
    this.kinds =
        table.values.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, kind -> kind.getValue().rule(table)));
    var everyElement = rules(table.everyElement);
    this.elements =
        table.elements.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey,
                    element -> {
                      var attributes = new HashMap<>(everyElement);
                      attributes.putAll(rules(element.getValue()));
                      return Map.copyOf(attributes);
                    }));
    this.removedWithContent = Set.copyOf(table.removedWithContent);
    this.requiredAttributes = Map.copyOf(table.requiredAttributes);
    this.addedAttributes = Map.copyOf(table.addedAttributes);
    this.neverInAttributes = new AsciiParts(table.neverInAttributes);
    this.maxRowSpanCells = table.maxRowSpanCells;
    this.maxCombiningMarks = table.maxCombiningMarks;
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
    ValueRule rule = rule(element, attribute);
    return rule != null && rule.allows(value) && !neverInAttributes.occurIn(value);
  }

  /** Returns an allowed value as it goes into the page; see {@link ValueRule#rewritten}. */
  String rewritten(String element, String attribute, String value) {
    ValueRule rule = rule(element, attribute);
    return rule == null ? value : rule.rewritten(value);
  }

  /**
   * Returns the rule for a kind of value.
   *
   * @throws IllegalStateException when there is none of that name
   */
  ValueRule rule(String kind) {
    ValueRule rule = kinds.get(kind);
    if (rule == null) {
      throw new IllegalStateException("The allow-list has no values of the kind " + kind + ".");
    }
    return rule;
  }

  /**
   * Returns the attributes that an element must have; an empty value means that the attribute's
   * presence is enough.
   */
  Map<String, String> requiredAttributes(String element) {
    return requiredAttributes.getOrDefault(element, Map.of());
  }

  /**
   * Returns the attributes that elements which match the key, a CSS selector, are given, whatever
   * they had.
   */
  Map<String, Map<String, String>> addedAttributes() {
    return addedAttributes;
  }

  /** Returns how many cells of a table row spans may cover; see {@link TableSpans}. */
  int maxRowSpanCells() {
    return maxRowSpanCells;
  }

  /** Returns how many combining marks may follow each other; see {@link CombiningMarks}. */
  int maxCombiningMarks() {
    return maxCombiningMarks;
  }

  private ValueRule rule(String element, String attribute) {
    return elements.getOrDefault(element, Map.of()).get(attribute);
  }

  private Map<String, ValueRule> rules(Map<String, JsonElement> attributes) {
    var rules = new HashMap<String, ValueRule>();
    attributes.forEach((name, kind) -> rules.put(name, rule(kind)));
    return rules;
  }

  private ValueRule rule(JsonElement kind) {
    return kind.isJsonArray()
        ? new ValueRule.Words(
            kind.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .collect(Collectors.toUnmodifiableSet()))
        : rule(kind.getAsString());
  }

  /** The file as it is written. */
  private record Table(
      Map<String, JsonElement> everyElement,
      Map<String, Map<String, JsonElement>> elements,
      Map<String, Map<String, String>> requiredAttributes,
      Map<String, Map<String, String>> addedAttributes,
      List<String> removedWithContent,
      Map<String, Kind> values,
      String namePrefix,
      List<String> blankCharacters,
      List<String> neverInAttributes,
      Integer maxRowSpanCells,
      Integer maxCombiningMarks) {

    Table complete() {
      if (everyElement == null
          || elements == null
          || requiredAttributes == null
          || addedAttributes == null
          || namePrefix == null
          || removedWithContent == null
          || values == null
          || blankCharacters == null
          || neverInAttributes == null
          || maxRowSpanCells == null
          || maxCombiningMarks == null) {
        throw new JsonParseException("one of its parts is missing");
      }
      return this;
    }
  }

  /** A kind of value as it is written: its type, and the members that this type has. */
  private record Kind(
      String type,
      int min,
      int max,
      String prefix,
      int maxLength,
      List<String> without,
      List<String> orOneOf,
      List<String> schemes,
      List<String> base64Types,
      boolean fragmentIsName) {

    ValueRule rule(Table table) {
      CodeUnitSet blank = CodeUnitSet.ofRanges(table.blankCharacters);
      return switch (type) {
        case "text" -> new ValueRule.Text();
        case "name" -> new ValueRule.Name(table.namePrefix);
        case "integer" -> new ValueRule.IntegerInRange(min, max);
        case "word" ->
            new ValueRule.Word(
                prefix,
                maxLength,
                List.copyOf(without),
                blank,
                new ValueRule.Words(Set.copyOf(orOneOf)));
        case "url" ->
            new ValueRule.Url(
                Set.copyOf(schemes),
                base64Types == null ? List.of() : List.copyOf(base64Types),
                fragmentIsName ? new ValueRule.Name(table.namePrefix) : new ValueRule.Text(),
                blank);
        default -> throw new JsonParseException("there is no type " + type);
      };
    }
  }
}
