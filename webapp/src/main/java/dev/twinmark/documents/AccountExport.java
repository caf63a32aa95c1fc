package dev.twinmark.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the documents that an account may read into a zip file, each as it is at one moment, while
 * others write. One text or image is in memory at a time.
 */
final class AccountExport {

  private static final String MISSING = "NOT EXPORTED.txt";

  private static final Logger LOG = LoggerFactory.getLogger(AccountExport.class);

  private AccountExport() {}

  /**
   * Writes the file and closes the stream. Documents to which the right ends meanwhile are left
   * out; damaged ones are named in a file.
   *
   * @throws StoreException when the documents cannot be listed; nothing is written then
   * @throws IOException when writing fails. The stream stays open, as a file that is closed would
   *     look whole
   */
  static void write(Documents documents, String account, OutputStream out) throws IOException {
    List<Membership> all = documents.documentsOf(account);
    List<String> damaged = new ArrayList<>();
    DocumentZip zip = new DocumentZip(out);
    for (Membership one : all) {
      try {
        write(documents, account, one.document(), zip);
      } catch (RefusedException e) {
        LOG.debug("A document is deleted, or not shared any more", e);
      } catch (StoreException e) {
        damaged.add(one.document().id() + " " + Titles.line(one.document().title()));
      }
    }
    if (!damaged.isEmpty()) {
      zip.addNote(MISSING, String.join("\n", damaged) + "\n");
    }
    zip.close();
  }

  private static void write(
      Documents documents, String account, DocumentEntry entry, DocumentZip zip)
      throws IOException {
    String text = documents.text(account, entry.id()).text();
    String name = zip.name(entry.title());
    Images images = documents.images();
    DocumentZip.Linked linked =
        zip.addImages(
            entry.id(),
            images.of(account, entry.id()),
            image -> Optional.of(images.content(entry.id(), image)));
    zip.add(name, entry.title(), entry.createdAt(), entry.updatedAt(), text, linked);
    for (StoredVersion version : documents.versions(account, entry.id())) {
      if (version.label() != null) {
        String old = documents.versionText(account, entry.id(), version.version());
        zip.addVersion(name, version.version(), version.label(), version.at(), old, linked);
      }
    }
  }
}
