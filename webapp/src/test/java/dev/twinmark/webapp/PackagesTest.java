package dev.twinmark.webapp;

import dev.twinmark.architecture.PackageRules;
import org.junit.jupiter.api.Test;

class PackagesTest {

  @Test
  void serverFollowsThePackageRules() {
    PackageRules.check("dev.twinmark.webapp", "dev.twinmark.changes", "dev.twinmark.documents");
  }
}
