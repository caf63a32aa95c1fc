package dev.twinmark.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinmark.e2e.support.KnownLimitations;
import dev.twinmark.e2e.support.KnownLimitations.Limitation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of limitations names tests that there are. */
final class KnownLimitationsIT {

  @Test
  void namedTestsExist() throws ClassNotFoundException {
    for (Limitation limitation : KnownLimitations.all()) {
      List<String> parts = List.of(limitation.test().split("#"));
      Class<?> type = Class.forName(getClass().getPackageName() + "." + parts.get(0));
      assertTrue(
          parts.size() == 1
              || Stream.of(type.getDeclaredMethods())
                  .anyMatch(method -> method.getName().equals(parts.get(1))),
          limitation::test);
    }
  }
}
