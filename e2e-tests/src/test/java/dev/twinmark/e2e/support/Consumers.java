package dev.twinmark.e2e.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Projects that have nothing of Twinmark but its npm package, in {@code src/test/consumers}: copied
 * to a folder of their own, given what {@code docs/npm.md} shows and what {@code npm pack} makes,
 * built, and served.
 */
public final class Consumers implements AutoCloseable {

  private static final Path SOURCES = Path.of("src/test/consumers");
  private static final Path PACKAGE = Path.of("../static").toAbsolutePath().normalize();

  /** The files that the documentation's snippets become in these projects, in their order. */
  private static final List<String> DOCUMENTED =
      List.of(
          "react/Note.tsx",
          "vue/Note.vue",
          "vue/vite.config.js",
          "documented/next.config.mjs",
          "documented/index.html",
          "documented/safe-html.mjs",
          "documented/render.mjs");

  /** The files that embedding.md's snippets in TypeScript become, to be compiled. */
  private static final List<String> DOCUMENTED_TYPES = List.of("types/pictures.ts");

  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "wasm", "application/wasm");

  private final Path folder =
      Settings.output("consumers/package.json").toAbsolutePath().getParent();
  private final HttpServer server;

  /**
   * Builds and serves the projects. Their other packages are kept from run to run, as long as the
   * lock file is the same.
   */
  public Consumers() throws IOException, InterruptedException {
    copySources();
    copyDocumented();
    run(folder, List.of("node", PACKAGE.resolve("build/install.mjs").toString()), "");
    String archive = pack(folder);
    run(folder, List.of("npm", "install", "--no-save", "--no-audit", "--no-fund", archive), "");
    run(folder, List.of("node", "build.mjs"), "");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The address of a file below the folder. */
  public String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
  }

  /** A file of the package as it is installed. */
  public Path installed(String path) {
    return folder.resolve("node_modules/twinmark").resolve(path);
  }

  /**
   * Runs a program that a package has brought, in the folder.
   *
   * @param command its name and arguments, between spaces
   * @return what it wrote to the standard output
   * @throws AssertionError when it fails, with all that it wrote
   */
  public String run(String command, String input) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.set(0, folder.resolve("node_modules/.bin").resolve(words.get(0)).toString());
    return run(folder, words, input);
  }

  private static String run(Path folder, List<String> command, String input)
      throws IOException, InterruptedException {
    Path errors = Settings.output("consumers.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new AssertionError(
          command + " ended with " + status + ":\n" + output + Files.readString(errors));
    }
    return output;
  }

  private void copySources() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(SOURCES.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void copyDocumented() throws IOException {
    write(Snippets.of("npm.md", language -> !language.equals("sh")), DOCUMENTED);
    write(Snippets.of("embedding.md", "ts"::equals), DOCUMENTED_TYPES);
  }

  private void write(List<String> snippets, List<String> names) throws IOException {
    assertEquals(names.size(), snippets.size(), "snippets in the documentation");
    for (int i = 0; i < snippets.size(); i++) {
      Path file = folder.resolve(names.get(i));
      Files.createDirectories(file.getParent());
      Files.writeString(file, snippets.get(i));
    }
  }

  /**
   * Packs the package as it would be published into a project's folder, and forgets the one that is
   * installed there from a run before.
   *
   * @return the archive's path from the folder
   */
  static String pack(Path folder) throws IOException, InterruptedException {
    delete(folder.resolve("node_modules/twinmark"));
    List<String> command =
        List.of("npm", "pack", "--ignore-scripts", "--pack-destination", folder.toString());
    List<String> lines = new ArrayList<>(run(PACKAGE, command, "").strip().lines().toList());
    return "./" + lines.get(lines.size() - 1);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1)).normalize();
      if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
        // A browser asks for an icon without being told to.
        boolean isIcon = file.endsWith("favicon.ico");
        exchange.sendResponseHeaders(isIcon ? 204 : 404, -1);
        return;
      }
      String name = file.getFileName().toString();
      String type = CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
      exchange.getResponseHeaders().set("Content-Type", type);
      byte[] content = Files.readAllBytes(file);
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
