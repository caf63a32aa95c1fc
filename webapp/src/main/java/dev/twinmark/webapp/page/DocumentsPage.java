package dev.twinmark.webapp.page;

import java.time.Instant;
import java.util.List;

/**
 * The documents of an account, a page of them.
 *
 * @param number of this page, from 1
 * @param pages their number
 * @param usedBytes of what the account has created
 * @param roomBytes that it may have
 * @param done the name of an act that has just been done; null for none
 * @param signIn the address at which the user can sign in; null where the user is signed in, or
 *     cannot be
 */
public record DocumentsPage(
    List<Row> documents,
    int number,
    int pages,
    int total,
    long usedBytes,
    long roomBytes,
    String done,
    String signIn) {

  /**
   * A document.
   *
   * @param title empty where there is none
   * @param role {@code read}, {@code write} or {@code own}
   * @param links the number of links that give a right to it now; of those of others unknown
   * @param slug of its published page; null where there is none
   */
  public record Row(
      String id, String title, String role, int length, Instant changed, int links, String slug) {

    public boolean isOwned() {
      return role.equals("own");
    }
  }

  public DocumentsPage {
    documents = List.copyOf(documents);
  }
}
