package dev.twinmark.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;
import java.util.Set;

/** The packages that each package may use, and the libraries. The JDK is open to all. */
public final class PackageRules {

  private static final String OURS = "dev.twinmark";

  /**
   * Package → the packages of ours that it may use, and the libraries, with all packages below that
   * name. A package that is missing here may use none, and none may use it.
   */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          // parser-wasm
          entry("dev.twinmark.message", Set.of()),
          entry("dev.twinmark.engine", Set.of("dev.twinmark.message", "org.commonmark")),
          entry(
              "dev.twinmark.sanitizer",
              Set.of("dev.twinmark.message", "org.jsoup", "com.google.gson")),
          entry("dev.twinmark.image.kernel", Set.of()),
          entry("dev.twinmark.image", Set.of("dev.twinmark.image.kernel")),
          entry("dev.twinmark", Set.of("dev.twinmark.engine", "dev.twinmark.sanitizer")),
          entry(
              "dev.twinmark.thymeleaf",
              Set.of("dev.twinmark", "dev.twinmark.engine", "org.thymeleaf", "org.unbescape")),
          // TeaVM compiles these to Wasm: nothing that the JVM runs may need them.
          entry(
              "dev.twinmark.wasm",
              Set.of(
                  "dev.twinmark.engine",
                  "dev.twinmark.image.kernel",
                  "dev.twinmark.message",
                  "org.teavm")),
          entry(
              "dev.twinmark.wasm.compiler",
              Set.of("dev.twinmark.engine", "org.commonmark", "org.teavm")),

          // webapp
          // JDK and JSON alone, so that this could be a library.
          entry("dev.twinmark.changes", Set.of("com.google.gson")),
          entry("dev.twinmark.pictures", Set.of()),
          // Nothing of the server, so that this could be a library as well.
          entry(
              "dev.twinmark.documents",
              Set.of(
                  "dev.twinmark.changes",
                  "dev.twinmark.pictures",
                  "com.google.gson",
                  "com.zaxxer.hikari",
                  "javax.sql",
                  "org.flywaydb",
                  "org.postgresql",
                  "org.slf4j",
                  "org.sqlite")),
          entry(
              "dev.twinmark.documents.jakarta",
              Set.of("dev.twinmark.documents", "jakarta.websocket")),
          entry(
              "dev.twinmark.documents.jetty",
              Set.of("dev.twinmark.documents", "org.eclipse.jetty.websocket")),
          entry("dev.twinmark.webapp.resource", Set.of()),
          entry(
              "dev.twinmark.webapp.assets",
              Set.of("dev.twinmark.webapp.resource", "com.google.gson")),
          entry("dev.twinmark.webapp.metrics", Set.of()),
          entry(
              "dev.twinmark.webapp.client",
              Set.of("dev.twinmark.webapp.metrics", "org.eclipse.jetty")),
          entry(
              "dev.twinmark.webapp.render",
              Set.of("dev.twinmark", "dev.twinmark.engine", "dev.twinmark.webapp.metrics")),
          entry("dev.twinmark.webapp.tls", Set.of("org.eclipse.jetty", "org.slf4j")),
          entry(
              "dev.twinmark.webapp.docs",
              Set.of("dev.twinmark.webapp.resource", "org.commonmark", "org.jsoup")),
          entry(
              "dev.twinmark.webapp.page",
              Set.of(
                  "dev.twinmark.engine",
                  "dev.twinmark.webapp.assets",
                  "dev.twinmark.webapp.docs",
                  "dev.twinmark.webapp.resource",
                  "com.google.gson",
                  "org.thymeleaf")),
          entry(
              "dev.twinmark.webapp.http",
              Set.of(
                  "dev.twinmark.engine",
                  "dev.twinmark.webapp.assets",
                  "dev.twinmark.webapp.client",
                  "dev.twinmark.webapp.docs",
                  "dev.twinmark.webapp.metrics",
                  "dev.twinmark.webapp.page",
                  "dev.twinmark.webapp.render",
                  "dev.twinmark.webapp.resource",
                  "com.google.gson",
                  "org.eclipse.jetty",
                  "org.jsoup",
                  "org.slf4j")),
          entry(
              "dev.twinmark.webapp.signin",
              Set.of("dev.twinmark.documents", "com.nimbusds", "org.slf4j")),
          entry(
              "dev.twinmark.webapp.documents",
              Set.of(
                  "dev.twinmark.documents",
                  "dev.twinmark.documents.jetty",
                  "dev.twinmark.engine",
                  "dev.twinmark.webapp.client",
                  "dev.twinmark.webapp.http",
                  "dev.twinmark.webapp.metrics",
                  "dev.twinmark.webapp.page",
                  "dev.twinmark.webapp.render",
                  "dev.twinmark.webapp.signin",
                  "com.google.gson",
                  "org.eclipse.jetty",
                  "org.jsoup",
                  "org.slf4j")),
          entry(
              "dev.twinmark.webapp",
              Set.of(
                  "dev.twinmark.documents",
                  "dev.twinmark.webapp.assets",
                  "dev.twinmark.webapp.client",
                  "dev.twinmark.webapp.documents",
                  "dev.twinmark.webapp.http",
                  "dev.twinmark.webapp.metrics",
                  "dev.twinmark.webapp.page",
                  "dev.twinmark.webapp.render",
                  "dev.twinmark.webapp.signin",
                  "dev.twinmark.webapp.tls",
                  "com.google.gson",
                  "org.eclipse.jetty",
                  "org.slf4j",
                  "picocli")));

  private PackageRules() {}

  /**
   * Checks the classes of packages and of those below them, without tests.
   *
   * @throws AssertionError if one of them uses what it may not
   */
  public static void check(String... roots) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(roots);
    ArchRuleDefinition.classes()
        .should(useAllowedPackages())
        .because("PackageRules states what each package may use")
        .check(classes);
    checkCircles(classes);
  }

  /** The table could allow a circle by mistake. */
  static void checkCircles(JavaClasses classes) {
    // A slice for each package: the name from its second part on, as the first would leave none for
    // the topmost package.
    slices().matching("dev.(**)").should().beFreeOfCycles().check(classes);
  }

  private static ArchCondition<JavaClass> useAllowedPackages() {
    return new ArchCondition<>("use allowed packages only") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
          String used = dependency.getTargetClass().getBaseComponentType().getPackageName();
          if (!isAllowed(user.getPackageName(), used)) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  static boolean isAllowed(String user, String used) {
    // Primitive types are in no package.
    if (used.isEmpty() || used.equals(user) || isIn("java", used)) {
      return true;
    }
    Set<String> allowed = ALLOWED.getOrDefault(user, Set.of());
    return isIn(OURS, used)
        ? allowed.contains(used)
        : allowed.stream().anyMatch(library -> isIn(library, used));
  }

  private static boolean isIn(String parent, String name) {
    return name.equals(parent) || name.startsWith(parent + ".");
  }
}
