package dev.twinmark.e2e.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Locates the programs that the tests run and the files that they write. */
public final class Settings {

  /** Not on the path: it is there for tests alone. */
  private static final String MINI_BROWSER_FOLDER =
      "/usr/lib/"
          + System.getProperty("os.arch").replace("amd64", "x86_64")
          + "-linux-gnu/webkit2gtk-4.1";

  private Settings() {}

  /** The runnable server, from system property {@code twinmark.jar}. */
  public static Path serverJar() {
    Path jar = Path.of(System.getProperty("twinmark.jar", "../webapp/target/twinmark.jar"));
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "No server at "
              + jar.toAbsolutePath().normalize()
              + ": build webapp first (mvn package).");
    }
    return jar;
  }

  /** A file (its folder is made) under this module's {@code target}. */
  public static Path output(String name) {
    Path file = Path.of(System.getProperty("twinmark.output", "target")).resolve(name);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** The browser: environment variable {@code CHROMIUM}, or one of the usual names on the path. */
  static Path chromium() {
    return executable(
        "CHROMIUM", List.of("chromium", "chromium-browser", "google-chrome", "chrome"));
  }

  /** Its driver: environment variable {@code CHROMEDRIVER}, or {@code chromedriver} on the path. */
  static Path chromedriver() {
    return executable("CHROMEDRIVER", List.of("chromedriver"));
  }

  /** Environment variable {@code FIREFOX}, or one of the usual names on the path. */
  static Path firefox() {
    return executable("FIREFOX", List.of("firefox-esr", "firefox"));
  }

  /** Environment variable {@code WEBKIT_DRIVER}, or WebKitGTK's driver on the path. */
  static Path webkitDriver() {
    return executable("WEBKIT_DRIVER", List.of("WebKitWebDriver"));
  }

  /** The display without a screen: environment variable {@code XVFB}, or Xvfb on the path. */
  static Path xvfb() {
    return executable("XVFB", List.of("Xvfb"));
  }

  /** The browser around WebKitGTK: environment variable {@code MINIBROWSER}, or Debian's. */
  static Path miniBrowser() {
    return executable("MINIBROWSER", List.of("MiniBrowser"));
  }

  private static Path executable(String variable, List<String> names) {
    String told = System.getenv(variable);
    if (told != null && !told.isEmpty()) {
      Path path = Path.of(told);
      if (!Files.isExecutable(path)) {
        throw new IllegalStateException(variable + "=" + told + " is not an executable file.");
      }
      return path;
    }
    List<String> folders =
        Stream.concat(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
                Stream.of(
                    "/usr/bin", "/usr/lib/chromium-browser", "/usr/local/bin", MINI_BROWSER_FOLDER))
            .filter(folder -> !folder.isEmpty())
            .toList();
    return names.stream()
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "None of "
                        + names
                        + " is on the PATH. Install it (on Debian .ci/browser does) or set "
                        + variable
                        + " to the file."));
  }
}
