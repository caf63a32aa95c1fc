package dev.twinmark.documents;

import dev.twinmark.documents.RefusedException.Reason;
import dev.twinmark.pictures.Picture;
import dev.twinmark.pictures.PictureException;
import java.time.Instant;
import java.util.List;

/**
 * The images of documents, for those who have the rights: writers add them, readers see them, and
 * everyone sees those of a published text. They are deleted with their document, or once nothing
 * has referred to them for {@link Limits#LOG_AGE}. Each method reads or writes the store: none is
 * for threads that must not wait.
 */
public final class Images {

  private final DocumentStore store;
  private final Quota quota;
  private final Documents documents;

  Images(DocumentStore store, Quota quota, Documents documents) {
    this.store = store;
    this.quota = quota;
    this.documents = documents;
  }

  /**
   * Adds an image, without what its file tells of its origin.
   *
   * @param file a PNG, JPEG, GIF, WebP or AVIF
   * @return its name, which is the same for the same content
   */
  public String add(String account, String id, byte[] file) {
    documents.require(account, id, Role.WRITE);
    Picture picture = read(file);
    byte[] content = picture.content();
    String name = Ids.image(content) + "." + picture.format().extension();
    // One that no text has used for long may be about to go: it counts as added now.
    boolean isNew = store.image(id, name).isEmpty();
    if (isNew && store.images(id).size() >= Limits.IMAGES_PER_DOCUMENT) {
      throw new RefusedException(
          Reason.TOO_MANY, "The document has " + Limits.IMAGES_PER_DOCUMENT + " images.");
    }
    if (isNew) {
      quota.take(quota.creator(id), content.length);
    }
    if (!store.addImage(id, name, content, Instant.now())) {
      throw Documents.unknown();
    }
    return name;
  }

  private static Picture read(byte[] file) {
    try {
      return Picture.read(file);
    } catch (PictureException e) {
      throw new RefusedException(Reason.INVALID, e.getMessage());
    }
  }

  /**
   * Returns an image that an account may see.
   *
   * @param account null for none
   */
  public Image find(String account, String id, String name) {
    boolean isNamed = Ids.isDocument(id) && ImageLinks.isName(name);
    Image image = isNamed ? store.image(id, name).orElse(null) : null;
    if (image == null) {
      throw unknown();
    }
    if (!image.published() && (account == null || documents.role(account, id).isEmpty())) {
      throw unknown();
    }
    return image;
  }

  /** Returns the bytes of an image, to which the account's right was checked by {@link #find}. */
  public byte[] content(String id, Image image) {
    return store.imageContent(id, image.name()).orElseThrow(Images::unknown);
  }

  /** Returns the images of a document. */
  List<Image> of(String account, String id) {
    documents.require(account, id, Role.READ);
    return store.images(id);
  }

  private static RefusedException unknown() {
    return new RefusedException(Reason.UNKNOWN, "There is no such image for this account.");
  }
}
