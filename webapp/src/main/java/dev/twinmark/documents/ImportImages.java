package dev.twinmark.documents;

import dev.twinmark.documents.ImportFiles.NotImportedException;
import dev.twinmark.pictures.Picture;
import dev.twinmark.pictures.PictureException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The images of one document that is imported from a file written by {@link DocumentZip}. */
final class ImportImages {

  private final ImportFiles files;
  private final String document;

  /** The names of those that are imported, and their files. */
  private final Map<String, Path> found = new HashMap<>();

  ImportImages(ImportFiles files, String document) {
    this.files = files;
    this.document = document;
  }

  /**
   * Reads a text, and lets it lead to the images of the document. Those without a file stay as they
   * are.
   */
  String text(Path file) {
    return ImageLinks.fromFiles(
        files.text(file),
        path -> {
          Optional<Path> image = files.find(file, path);
          if (image.isEmpty()) {
            return null;
          }
          String name = ImageLinks.nameOf(path);
          found.put(name, image.get());
          return ImageLinks.address(document, name);
        });
  }

  /**
   * Adds the images of all texts that were read.
   *
   * @throws NotImportedException if the file of one is damaged, or not what its name says
   */
  void insert(Connection c) throws SQLException {
    for (Map.Entry<String, Path> image : found.entrySet()) {
      Path file = image.getValue();
      byte[] content = files.bytes(file, Limits.IMAGE_BYTES, "it is too large for an image.");
      requirePicture(content, image.getKey(), file);
      JdbcImages.add(c, document, image.getKey(), content, Instant.now());
    }
  }

  private static void requirePicture(byte[] content, String name, Path file) {
    try {
      Picture picture = Picture.read(content);
      if (!name.equals(Ids.image(content) + "." + picture.format().extension())) {
        throw new NotImportedException(file, "its content is not that of its name.");
      }
    } catch (PictureException e) {
      throw new NotImportedException(file, e.getMessage());
    }
  }
}
