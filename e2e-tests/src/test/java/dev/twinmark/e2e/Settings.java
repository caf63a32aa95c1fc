package dev.twinmark.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Locates the programs that the tests run and the files that they write. */
final class Settings {

  private Settings() {}

  /** The runnable server, from system property {@code twinmark.jar}. */
  static Path serverJar() {
    Path jar = Path.of(System.getProperty("twinmark.jar", "../webapp/target/twinmark.jar"));
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "No server at "
              + jar.toAbsolutePath().normalize()
              + ": build webapp first (mvn package).");
    }
    return jar;
  }

  /** A file (its folder is made) of this test process, under this module's {@code target}. */
  static Path output(String name) {
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
                Stream.of("/usr/bin", "/usr/lib/chromium-browser", "/usr/local/bin"))
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
                        + " is on the PATH. Install Chromium and chromedriver of the same version"
                        + " (Debian: apt-get install chromium chromium-driver) or set "
                        + variable
                        + " to the file."));
  }
}
