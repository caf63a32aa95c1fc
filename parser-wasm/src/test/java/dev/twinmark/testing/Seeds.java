package dev.twinmark.testing;

/** The seeds of random tests. {@code -Dtwinmark.seed=…} repeats a run. */
public final class Seeds {

  private static final String PROPERTY = "twinmark.seed";

  private Seeds() {}

  /**
   * Returns the value of system property {@code twinmark.seed}, or a new seed, and prints it.
   *
   * @param subject the random part of the test, for the printed line
   */
  public static long next(String subject) {
    long seed = Long.getLong(PROPERTY, System.nanoTime());
    System.out.println("-D" + PROPERTY + "=" + seed + " repeats " + subject + ".");
    return seed;
  }
}
