package dev.twinmark.wasm.compiler;

import java.util.Collection;
import org.teavm.extension.spi.resources.ResourcesPolicy;

/**
 * Puts commonmark-java's table of entities into the module that reads it, which would know none by
 * name without it.
 */
public final class EntityTable implements ResourcesPolicy {

  private static final String READER = "org.commonmark.internal.util.Html5Entities";

  @Override
  public String[] supplyResources(Collection<? extends String> classes) {
    return classes.contains(READER)
        ? new String[] {"org/commonmark/internal/util/entities.txt"}
        : new String[0];
  }
}
