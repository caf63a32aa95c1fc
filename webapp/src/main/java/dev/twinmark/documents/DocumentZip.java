package dev.twinmark.documents;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip file of documents: {@code TITLE.md}, named versions in {@code versions/TITLE}, and images
 * in {@code images}, to which the texts lead. {@link ImportFiles} reads it.
 */
final class DocumentZip implements Closeable {

  static final String EXTENSION = ".md";
  static final String VERSIONS_FOLDER = "versions";

  private static final String IMAGES_OF_VERSIONS = "../../" + ImageLinks.FOLDER;

  private final ZipOutputStream zip;
  private final FileNames names = new FileNames();
  private final Set<String> images = new HashSet<>();

  DocumentZip(OutputStream out) {
    zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
  }

  /** Returns a name for a document, which no other one has. */
  String name(String title) {
    return names.unique(title);
  }

  /**
   * Writes the text of a document.
   *
   * @param name as {@link #name} has returned it
   */
  void add(
      String name, String title, Instant createdAt, Instant updatedAt, String text, Linked linked)
      throws IOException {
    boolean isNoted = !title.equals(name) && title.length() <= Limits.TITLE_UNITS;
    write(
        name + EXTENSION,
        isNoted ? title : "",
        createdAt,
        updatedAt,
        linked.in(text, ImageLinks.FOLDER));
  }

  /** Writes a named version of a document. */
  void addVersion(String name, long version, String label, Instant at, String text, Linked linked)
      throws IOException {
    String file = FileNames.of(version + " " + label) + EXTENSION;
    write(
        VERSIONS_FOLDER + "/" + name + "/" + file, "", at, at, linked.in(text, IMAGES_OF_VERSIONS));
  }

  /**
   * The images of a document to which its texts lead.
   *
   * @param names of those that the file has
   */
  record Linked(String document, Collection<String> names) {

    private String in(String text, String folder) {
      return ImageLinks.toFiles(text, document, names, folder);
    }
  }

  /**
   * @param title empty if it need not be noted
   */
  private void write(String name, String title, Instant createdAt, Instant updatedAt, String text)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    if (!title.isEmpty()) {
      // Names of files lose some characters; an import reads the title here.
      entry.setComment(new String(Utf8.encode(title), StandardCharsets.UTF_8));
    }
    entry.setCreationTime(FileTime.from(createdAt));
    entry.setLastModifiedTime(FileTime.from(updatedAt));
    zip.putNextEntry(entry);
    zip.write(Utf8.encode(text));
    zip.closeEntry();
  }

  /**
   * Writes the images of a document that the file does not have yet: equal ones have one name.
   *
   * @param read finds the content of one; empty if it is deleted by now
   */
  Linked addImages(String document, List<Image> all, Function<Image, Optional<byte[]>> read)
      throws IOException {
    for (Image image : all) {
      Optional<byte[]> content =
          images.contains(image.name()) ? Optional.empty() : read.apply(image);
      if (content.isPresent()) {
        zip.putNextEntry(new ZipEntry(ImageLinks.FOLDER + image.name()));
        zip.write(content.get());
        zip.closeEntry();
        images.add(image.name());
      }
    }
    return new Linked(document, all.stream().map(Image::name).filter(images::contains).toList());
  }

  /** Writes a file that is no document. */
  void addNote(String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(Utf8.encode(text));
    zip.closeEntry();
  }

  /** Writes the end of the file. */
  void finish() throws IOException {
    zip.finish();
    zip.flush();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
