package dev.twinmark.webapp.docs;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One file of the documentation.
 *
 * @param name its file's, without {@code .md}
 * @param title its first heading
 */
public record DocumentationPage(String name, String title, List<Section> sections) {

  public DocumentationPage {
    sections = List.copyOf(sections);
  }

  /** The example of that number, if there is one. */
  public Optional<Example> example(int number) {
    return sections.stream()
        .map(Section::example)
        .filter(Objects::nonNull)
        .filter(example -> example.number() == number)
        .findFirst();
  }
}
