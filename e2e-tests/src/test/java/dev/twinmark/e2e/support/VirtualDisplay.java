package dev.twinmark.e2e.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A display without a screen, for a browser that cannot do without. */
final class VirtualDisplay implements AutoCloseable {

  /** Larger than every window of the tests. */
  private static final String SCREEN = "1920x1200x24";

  private final Process process;
  private final String name;

  private VirtualDisplay(Process process, String name) {
    this.process = process;
    this.name = name;
  }

  static VirtualDisplay start() {
    try {
      Process process =
          new ProcessBuilder(
                  Settings.xvfb().toString(),
                  "-displayfd",
                  "1",
                  "-screen",
                  "0",
                  SCREEN,
                  "-nolisten",
                  "tcp")
              .redirectError(Settings.output("xvfb.log").toFile())
              .start();
      BufferedReader stdout = process.inputReader(StandardCharsets.US_ASCII);
      String number = stdout.readLine();
      if (number == null) {
        throw new IllegalStateException("Xvfb did not start: see xvfb.log");
      }
      return new VirtualDisplay(process, ":" + number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of {@code DISPLAY}. */
  String name() {
    return name;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
