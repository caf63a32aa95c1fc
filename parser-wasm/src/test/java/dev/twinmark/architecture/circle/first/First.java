package dev.twinmark.architecture.circle.first;

import dev.twinmark.architecture.circle.second.Second;

/** One half of a circle that {@code PackageRulesTest} expects to fail. */
public interface First {

  Second other();
}
