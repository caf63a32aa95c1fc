package dev.twinmark.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Option;

/** The table of settings in docs/operating.md has every flag and variable of the command line. */
class OperatingDocTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(--[a-z-]+)` \\| `(TWINMARK_[A-Z_]+)` \\|");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:(TWINMARK_[A-Z_]+)");

  @Test
  void everyFlagAndVariableIsListed() throws Exception {
    Set<String> documented = new TreeSet<>();
    ROW.matcher(Files.readString(Path.of("../docs/operating.md")))
        .results()
        .map((MatchResult row) -> row.group(1) + " " + row.group(2))
        .forEach(documented::add);
    assertEquals(settings(), documented);
  }

  @Test
  void everyMetricIsListed() throws Exception {
    String page = Files.readString(Path.of("../docs/operating.md"));
    try (var server = new TestServer()) {
      Set<String> missing = new TreeSet<>();
      for (String line : server.metrics().lines().toList()) {
        String name = line.startsWith("# TYPE twinmark_") ? line.split(" ", 4)[2] : null;
        if (name != null && !page.contains("`" + name)) {
          missing.add(name);
        }
      }
      assertEquals(Set.of(), missing);
    }
  }

  private static Set<String> settings() {
    var settings = new TreeSet<String>();
    for (var field : Main.class.getDeclaredFields()) {
      Option option = field.getAnnotation(Option.class);
      if (option != null && !option.usageHelp()) {
        var variable = VARIABLE.matcher(option.defaultValue());
        settings.add(option.names()[0] + " " + (variable.find() ? variable.group(1) : "none"));
      }
    }
    return settings;
  }
}
