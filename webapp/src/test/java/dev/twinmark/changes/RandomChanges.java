package dev.twinmark.changes;

import java.util.Random;

/** Random texts, with all units that an encoding could lose, and random changes of them. */
public final class RandomChanges {

  private static final String UNITS = "abcdefghij\n\n\0\"\\\t\u001f\u2028é\ud83d\ude00";
  private static final int MAX_INSERT_UNITS = 5;

  private RandomChanges() {}

  public static String text(Random random, int maxUnits) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(maxUnits + 1); left > 0; left--) {
      text.append(UNITS.charAt(random.nextInt(UNITS.length())));
    }
    return text.toString();
  }

  /** A change of up to five places in a text of this length; of none now and then. */
  public static ChangeSet next(Random random, int length) {
    ChangeSet changes = ChangeSet.empty(length);
    for (int left = random.nextInt(6); left > 0; left--) {
      int units = changes.newLength();
      int from = random.nextInt(units + 1);
      int to = random.nextBoolean() ? from : Math.min(units, from + random.nextInt(8));
      String insert = random.nextInt(3) == 0 ? "" : text(random, MAX_INSERT_UNITS);
      changes = changes.compose(ChangeSet.replace(units, from, to, insert));
    }
    return changes;
  }
}
