package dev.twinmark.wasm.compiler;

import java.util.Collection;
import org.teavm.extension.spi.resources.ResourcesPolicy;

/**
 * Puts commonmark-java's table of entities into the module, which would know none by name without
 * it.
 */
public final class EntityTable implements ResourcesPolicy {

  @Override
  public String[] supplyResources(Collection<? extends String> classes) {
    return new String[] {"org/commonmark/internal/util/entities.txt"};
  }
}
