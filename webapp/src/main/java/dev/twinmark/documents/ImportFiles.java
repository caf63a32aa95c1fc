package dev.twinmark.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The Markdown files of a folder, or of a zip file, which Java opens as a file system. */
final class ImportFiles implements AutoCloseable {

  /** As {@link DocumentZip} names versions: the number, and the label if there is one. */
  private static final Pattern VERSION = Pattern.compile("([0-9]{1,15})(?: (.*))?");

  /** The bytes of the longest document: UTF-8 has three at most for a UTF-16 code unit. */
  private static final int MAX_BYTES = 3 * Limits.DOCUMENT_UNITS + 3;

  private static final String TOO_LONG =
      "it is longer than " + Limits.DOCUMENT_UNITS + " UTF-16 code units.";

  /** Folder that macOS adds to zip files. */
  private static final String MAC_FOLDER = "__MACOSX";

  /**
   * A file that becomes a document.
   *
   * @param versions its named versions, oldest first
   */
  record Source(Path file, List<VersionFile> versions) {

    void requireDistinctVersions() {
      for (int i = 1; i < versions.size(); i++) {
        if (versions.get(i).version() == versions.get(i - 1).version()) {
          throw new NotImportedException(
              versions.get(i).file(), "another file is the same version of the document.");
        }
      }
    }
  }

  /** A file that becomes a named version. */
  record VersionFile(Path file, long version, String label) {}

  /** A file is not imported; the message names it, and says why. */
  static final class NotImportedException extends RuntimeException {
    NotImportedException(Path file, String reason) {
      super(file + ": " + reason);
    }
  }

  private final Path root;

  /** Null for a folder. */
  private final FileSystem zip;

  /** The same file for its comments, which the file system does not have; null for a folder. */
  private final ZipFile comments;

  private ImportFiles(Path root, FileSystem zip, ZipFile comments) {
    this.root = root;
    this.zip = zip;
    this.comments = comments;
  }

  static ImportFiles open(Path from) throws IOException {
    if (Files.isDirectory(from)) {
      return new ImportFiles(from, null, null);
    }
    if (!Files.isRegularFile(from)) {
      throw new StoreException("There is no folder and no file " + from);
    }
    try {
      FileSystem zip = FileSystems.newFileSystem(from, Map.of("accessMode", "readOnly"));
      return new ImportFiles(zip.getPath("/"), zip, new ZipFile(from.toFile()));
    } catch (ProviderNotFoundException e) {
      throw new StoreException(from + " is no folder and no zip file", e);
    }
  }

  /**
   * Lists all files, in the order of their names. Hidden ones are left out.
   *
   * @param defects gets a line for each version that belongs to no document
   */
  List<Source> sources(List<String> defects) throws IOException {
    Map<String, Path> documents = new TreeMap<>();
    Map<String, List<VersionFile>> versions = new TreeMap<>();
    for (Path file : markdownFiles()) {
      Path relative = root.relativize(file);
      Matcher version = VERSION.matcher(nameOf(file));
      boolean isVersion =
          relative.getNameCount() == 3
              && relative.getName(0).toString().equals(DocumentZip.VERSIONS_FOLDER)
              && version.matches();
      if (isVersion) {
        String label = version.group(2) == null ? "" : version.group(2);
        versions
            .computeIfAbsent(relative.getName(1).toString(), key -> new ArrayList<>())
            .add(new VersionFile(file, Long.parseLong(version.group(1)), label));
      } else {
        documents.put(relative.toString(), file);
      }
    }
    List<Source> sources = new ArrayList<>();
    documents.forEach(
        (name, file) -> {
          String title = name.substring(0, name.length() - DocumentZip.EXTENSION.length());
          List<VersionFile> ofDocument = versions.remove(title);
          sources.add(new Source(file, ofDocument == null ? List.of() : inOrder(ofDocument)));
        });
    versions.forEach(
        (name, files) ->
            files.forEach(
                version ->
                    defects.add(
                        version.file() + ": there is no " + name + DocumentZip.EXTENSION + ".")));
    return sources;
  }

  private static List<VersionFile> inOrder(List<VersionFile> versions) {
    return versions.stream().sorted(Comparator.comparingLong(VersionFile::version)).toList();
  }

  private List<Path> markdownFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(root) && isHidden(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean isMarkdown =
                file.getFileName()
                    .toString()
                    .toLowerCase(Locale.ROOT)
                    .endsWith(DocumentZip.EXTENSION);
            if (attributes.isRegularFile() && isMarkdown && !isHidden(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static boolean isHidden(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") || name.startsWith(MAC_FOLDER);
  }

  /** The name of a Markdown file without its extension. */
  static String nameOf(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - DocumentZip.EXTENSION.length());
  }

  /**
   * The name of the file, or the title that an export has noted beside it, if that has lost some.
   */
  String title(Path file) {
    String name = nameOf(file);
    ZipEntry entry = comments == null ? null : comments.getEntry(root.relativize(file).toString());
    String title = entry == null || entry.getComment() == null ? name : entry.getComment();
    return FileNames.of(title).equals(name) ? title : name;
  }

  /** Reads a text whose lines end in \n alone, or throws {@link NotImportedException}. */
  String text(Path file) {
    byte[] bytes = bytes(file, MAX_BYTES, TOO_LONG);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new NotImportedException(file, "it is not valid UTF-8.");
    }
    text = text.startsWith("\ufeff") ? text.substring(1) : text;
    text = text.replace("\r\n", "\n").replace('\r', '\n');
    if (text.length() > Limits.DOCUMENT_UNITS) {
      throw new NotImportedException(file, TOO_LONG);
    }
    return text;
  }

  /** Finds the file at a path from that of another one; empty if there is none in the folder. */
  Optional<Path> find(Path from, String path) {
    Path file = from.toAbsolutePath().resolveSibling(path).normalize();
    return file.startsWith(root.toAbsolutePath().normalize())
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(file)
        : Optional.empty();
  }

  /**
   * Reads a file.
   *
   * @param tooLong the reason for which one of more than {@code max} bytes is not imported
   */
  byte[] bytes(Path file, int max, String tooLong) {
    var bytes = new ByteArrayOutputStream();
    var checksum = new CRC32();
    byte[] buffer = new byte[64 * 1024];
    // Whatever size a zip file states, no more is read.
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes.write(buffer, 0, read);
        checksum.update(buffer, 0, read);
        if (bytes.size() > max) {
          throw new NotImportedException(file, tooLong);
        }
      }
    } catch (IOException e) {
      throw new NotImportedException(file, "it cannot be read: " + e.getMessage());
    }
    if (zip != null
        && attribute(file, "zip:crc") instanceof Long crc
        && crc != checksum.getValue()) {
      throw new NotImportedException(file, "its checksum is wrong: the zip file is damaged.");
    }
    return bytes.toByteArray();
  }

  private static Object attribute(Path file, String name) {
    try {
      return Files.getAttribute(file, name);
    } catch (IOException e) {
      throw new NotImportedException(file, "it cannot be read: " + e.getMessage());
    }
  }

  Instant updatedAt(Path file) {
    return attributes(file).lastModifiedTime().toInstant();
  }

  /** The time of creation, where the file has one before its last change. */
  Instant createdAt(Path file) {
    FileTime created = attributes(file).creationTime();
    Instant updated = updatedAt(file);
    return created == null || created.toInstant().isAfter(updated) ? updated : created.toInstant();
  }

  private static BasicFileAttributes attributes(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new NotImportedException(file, "it cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    if (zip != null) {
      comments.close();
      zip.close();
    }
  }
}
