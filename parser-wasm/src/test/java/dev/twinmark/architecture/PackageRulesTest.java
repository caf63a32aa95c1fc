package dev.twinmark.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.twinmark.architecture.circle.first.First;
import dev.twinmark.architecture.circle.second.Second;
import org.junit.jupiter.api.Test;

class PackageRulesTest {

  @Test
  void engineModuleFollowsTheRules() {
    PackageRules.check("dev.twinmark");
  }

  @Test
  void circlesFail() {
    JavaClasses circle = new ClassFileImporter().importClasses(First.class, Second.class);
    var e = assertThrows(AssertionError.class, () -> PackageRules.checkCircles(circle));
    assertTrue(e.getMessage().contains("Cycle detected"), e.getMessage());
  }

  @Test
  void onlyListedDependenciesAreAllowed() {
    assertTrue(PackageRules.isAllowed("dev.twinmark", "dev.twinmark.engine"));
    assertTrue(PackageRules.isAllowed("dev.twinmark.engine", "org.commonmark.node"));
    assertFalse(PackageRules.isAllowed("dev.twinmark.engine", "dev.twinmark"));
    assertFalse(PackageRules.isAllowed("dev.twinmark.engine", "org.commonmarkup"));
    assertFalse(PackageRules.isAllowed("dev.twinmark.engine", "org.jsoup"));
    assertFalse(PackageRules.isAllowed("dev.twinmark.unlisted", "dev.twinmark.engine"));
  }
}
