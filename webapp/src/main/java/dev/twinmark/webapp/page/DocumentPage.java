package dev.twinmark.webapp.page;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The rights to a document, for an owner.
 *
 * @param today in UTC
 * @param done the name of an act that has just been done; null for none
 */
public record DocumentPage(
    DocumentsPage.Row document,
    List<SharedLink> links,
    List<ShownAct> acts,
    LocalDate today,
    LocalDate lastExpiry,
    String done) {

  /**
   * A link that gives a right.
   *
   * @param people the number of accounts that have followed it
   * @param expires its last day, in UTC; null if it does not expire
   */
  public record SharedLink(
      String id, String label, String role, int people, LocalDate expires, boolean isExpired) {}

  /**
   * An act on the document.
   *
   * @param act its name
   * @param isOwn true if the reader's account has done it
   */
  public record ShownAct(Instant at, String act, boolean isOwn, String address) {}

  public DocumentPage {
    links = List.copyOf(links);
    acts = List.copyOf(acts);
  }
}
