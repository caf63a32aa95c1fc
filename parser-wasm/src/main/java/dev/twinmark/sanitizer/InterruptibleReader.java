package dev.twinmark.sanitizer;

import java.io.FilterReader;
import java.io.IOException;
import java.io.StringReader;

/** HTML that ends its parser with a CancellationException when the thread is interrupted. */
class InterruptibleReader extends FilterReader {

  /** The most code units that a parser gets between two checks. */
  static final int MAX_READ_UNITS = 4096;

  InterruptibleReader(String html) {
    super(new StringReader(html));
  }

  @Override
  public int read() throws IOException {
    Interrupts.check();
    return super.read();
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    Interrupts.check();
    return super.read(buffer, offset, Math.min(length, MAX_READ_UNITS));
  }
}
