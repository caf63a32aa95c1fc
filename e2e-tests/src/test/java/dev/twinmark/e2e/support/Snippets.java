package dev.twinmark.e2e.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The documentation's code blocks, unchanged, for the tests that run them. */
public final class Snippets {

  private static final Path DOCUMENTATION = Path.of("../docs");

  private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w+)[^\\n]*\\n(.*?)^```$");

  private Snippets() {}

  /** The code blocks of a document that are in one of these languages, in their order. */
  public static List<String> of(String document, Predicate<String> language) throws IOException {
    return FENCED
        .matcher(Files.readString(DOCUMENTATION.resolve(document)))
        .results()
        .filter(block -> language.test(block.group(1)))
        .map(block -> block.group(2))
        .toList();
  }
}
