package dev.twinmark.webapp.page;

import java.time.Instant;
import java.util.List;

/**
 * A published document, as its page shows it. All but the HTML is escaped.
 *
 * @param slug the last part of its address
 * @param title empty where there is none
 * @param description the beginning of its text; null where there is none
 * @param image the address of its first image; null where there is none
 * @param language of the text; null where it is not known
 * @param direction of the text; null where it is not known
 * @param html sanitized
 * @param isIndexed true if search engines may list it
 */
public record PublishedPage(
    String slug,
    String title,
    String description,
    String image,
    String language,
    String direction,
    String html,
    List<Heading> outline,
    boolean isIndexed,
    Instant modified) {

  /** A heading, to which its id leads. */
  public record Heading(int level, String id, String text) {}

  public PublishedPage {
    outline = List.copyOf(outline);
  }
}
