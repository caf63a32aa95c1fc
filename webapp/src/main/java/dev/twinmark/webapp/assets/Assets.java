package dev.twinmark.webapp.assets;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import dev.twinmark.webapp.resource.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the jar twinmark-editor, kept in memory once they were asked for: a few hundred
 * kilobytes in all.
 */
public final class Assets {

  private static final String FOLDER_PATH = "/assets/";
  private static final String FOLDER = "/META-INF/resources" + FOLDER_PATH;
  private static final String MANIFEST = "/dev/twinmark/assets/assets.json";
  private static final String IMPORTS = "/dev/twinmark/assets/imports.json";

  /** Longer than any name that the build writes. */
  private static final int MAX_NAME_CHARS = 200;

  /** The form of a name into which the build has written the content's hash. */
  private static final Pattern HASHED = Pattern.compile(".*-[A-Z0-9]{8}\\.[a-z0-9]+");

  /**
   * The types of the files that are served. The compressed files beside them have other extensions,
   * and are no assets of their own. TypeScript's declarations have no registered type, and are read
   * by people.
   */
  private static final Map<String, String> CONTENT_TYPES =
      Map.ofEntries(
          Map.entry(".js", "text/javascript; charset=utf-8"),
          Map.entry(".html", "text/html; charset=utf-8"),
          Map.entry(".wasm", "application/wasm"),
          Map.entry(".css", "text/css; charset=utf-8"),
          Map.entry(".svg", "image/svg+xml"),
          Map.entry(".png", "image/png"),
          Map.entry(".woff2", "font/woff2"),
          Map.entry(".ts", "text/plain; charset=utf-8"),
          Map.entry(".json", "application/json"),
          Map.entry(".map", "application/json"),
          Map.entry(".txt", "text/plain; charset=utf-8"));

  /** 96 bits: no two builds will ever meet on them. */
  private static final int HASH_BYTES = 12;

  private final Map<String, String> manifest;
  private final Map<String, List<String>> imports;
  private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

  private Assets(Map<String, String> manifest, Map<String, List<String>> imports) {
    this.manifest = manifest;
    this.imports = imports;
  }

  /**
   * Reads the manifests from the class path.
   *
   * @throws IllegalStateException when one is not there or not readable as what it should be
   */
  public static Assets load() {
    return new Assets(
        readJson(MANIFEST, new TypeToken<>() {}), readJson(IMPORTS, new TypeToken<>() {}));
  }

  private static <V> Map<String, V> readJson(String resource, TypeToken<Map<String, V>> type) {
    try {
      byte[] json = read(resource);
      if (json == null) {
        throw new IllegalStateException(
            "The manifest "
                + resource
                + " is not on the class path: build the module twinmark-editor, which holds it.");
      }
      Map<String, V> manifest = new Gson().fromJson(new String(json, StandardCharsets.UTF_8), type);
      return manifest == null ? Map.of() : Map.copyOf(manifest);
    } catch (IOException | JsonParseException e) {
      throw new IllegalStateException(
          "The manifest " + resource + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The path of a file by the name it has in the sources.
   *
   * @param logicalName such as {@code page.css}
   * @return such as {@code /assets/page-AB12CD34.css}
   * @throws IllegalStateException when the manifest does not name it, or names a file that is not
   *     there
   */
  public String path(String logicalName) {
    String name = manifest.get(logicalName);
    if (name == null) {
      throw new IllegalStateException(
          "The manifest "
              + MANIFEST
              + " names no file for "
              + logicalName
              + ", which the page needs. It has "
              + manifest.keySet().stream().sorted().toList()
              + ": build the module twinmark-editor again.");
    }
    if (find(name).isEmpty()) {
      throw new IllegalStateException(
          "The manifest "
              + MANIFEST
              + " names "
              + name
              + " for "
              + logicalName
              + ", and there is no such file: build the module twinmark-editor again.");
    }
    return FOLDER_PATH + name;
  }

  /**
   * A file's content by the name it has in the sources, as it is.
   *
   * @throws IllegalStateException as {@link #path} does
   */
  public byte[] content(String logicalName) {
    String name = path(logicalName).substring(FOLDER_PATH.length());
    return find(name).orElseThrow().content(Asset.Encoding.IDENTITY);
  }

  /**
   * The paths of what a script imports at once, so that a browser can fetch it along with the
   * script.
   *
   * @param logicalName such as {@code editor.js}
   */
  public List<String> imports(String logicalName) {
    return imports.getOrDefault(logicalName, List.of()).stream()
        .map(name -> FOLDER_PATH + name)
        .toList();
  }

  /** The file of that name below {@code /assets/}, if there is one that may be served. */
  public Optional<Asset> find(String name) {
    String contentType = CONTENT_TYPES.get(extension(name));
    if (contentType == null || name.length() > MAX_NAME_CHARS || !isName(name)) {
      return Optional.empty();
    }
    // Names that do not exist are not kept: there is no end to them.
    return Optional.ofNullable(loaded.computeIfAbsent(name, key -> load(key, contentType)));
  }

  /**
   * Returns whether a path cannot leave the folder: no segment is empty or starts with a dot. Nor
   * may a name have a backslash, a colon or a percent sign, whatever class path it is looked up on.
   * By hand, because a regular expression with a repeated group recurses for each segment.
   */
  private static boolean isName(String path) {
    boolean atStart = true;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean starts = isAsciiLetterOrDigit(c) || c == '_';
      if (!starts && (atStart || (c != '/' && c != '.' && c != '-'))) {
        return false;
      }
      atStart = c == '/';
    }
    return !atStart;
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static Asset load(String name, String contentType) {
    try {
      var contents = new EnumMap<Asset.Encoding, byte[]>(Asset.Encoding.class);
      for (Asset.Encoding encoding : Asset.Encoding.values()) {
        byte[] content = read(FOLDER + name + encoding.extension());
        if (content != null) {
          contents.put(encoding, content);
        }
      }
      byte[] content = contents.get(Asset.Encoding.IDENTITY);
      return content == null
          ? null
          : new Asset(contentType, HASHED.matcher(name).matches(), hash(content), contents);
    } catch (IOException e) {
      throw new IllegalStateException("The asset " + name + " cannot be read.", e);
    }
  }

  private static byte[] read(String resource) throws IOException {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  private static String hash(byte[] content) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(Sha256.of(content), HASH_BYTES));
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }
}
