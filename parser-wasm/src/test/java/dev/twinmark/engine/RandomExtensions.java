package dev.twinmark.engine;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/** Random sets of extensions: none, those of GitHub, all, or any. */
public final class RandomExtensions {

  private RandomExtensions() {}

  public static Set<Extension> next(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> Set.of();
      case 1 -> Extension.GITHUB;
      case 2 -> EnumSet.allOf(Extension.class);
      default -> {
        Set<Extension> some = EnumSet.noneOf(Extension.class);
        for (Extension extension : Extension.values()) {
          if (random.nextBoolean()) {
            some.add(extension);
          }
        }
        yield some;
      }
    };
  }
}
