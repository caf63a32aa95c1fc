package dev.twinmark.architecture.circle.second;

import dev.twinmark.architecture.circle.first.First;

/** One half of a circle that {@code PackageRulesTest} expects to fail. */
public interface Second {

  First other();
}
