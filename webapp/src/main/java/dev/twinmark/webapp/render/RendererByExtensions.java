package dev.twinmark.webapp.render;

import dev.twinmark.TwinmarkRenderer;
import dev.twinmark.engine.Extension;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A renderer for each set of extensions that is asked for. There are few sets, and making a
 * renderer reads the allow-list.
 */
final class RendererByExtensions {

  private final Map<Set<Extension>, TwinmarkRenderer> renderers = new ConcurrentHashMap<>();

  String render(String markdown, Set<Extension> extensions) {
    return renderers
        .computeIfAbsent(extensions, set -> TwinmarkRenderer.builder().extensions(set).build())
        .render(markdown);
  }
}
