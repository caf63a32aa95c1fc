package dev.twinmark.webapp.render;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** Renderers whose engine does what a test needs. */
public final class EngineStandIn {

  private EngineStandIn() {}

  public static DocumentRenderer renderer(
      UnaryOperator<String> engine, int threads, int queueLength, Duration timeLimit) {
    return new DocumentRenderer(engine, threads, threads, queueLength, timeLimit);
  }
}
