package dev.twinmark.webapp.http;

import com.google.gson.GsonBuilder;
import dev.twinmark.webapp.assets.Assets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * Serves the Web Application Manifest, which a browser needs to install the page as an application.
 */
final class WebManifestEndpoint implements Endpoint {

  private static final String CONTENT_TYPE = "application/manifest+json";

  private final String manifest;

  WebManifestEndpoint(Assets assets, String basePath) {
    String root = basePath.substring(0, basePath.length() - 1);
    manifest =
        new GsonBuilder()
            .disableHtmlEscaping()
            .create()
            .toJson(
                Map.of(
                    "id", basePath,
                    "name", "Twinmark",
                    "short_name", "Twinmark",
                    "start_url", basePath,
                    "scope", basePath,
                    "display", "standalone",
                    "background_color", "#f4f5f7",
                    "theme_color", "#1a5fd0",
                    "icons",
                        List.of(
                            icon(root + assets.path("icon.svg"), "image/svg+xml", "any", "any"),
                            icon(root + assets.path("icon-192.png"), "image/png", "192x192", "any"),
                            icon(root + assets.path("icon-512.png"), "image/png", "512x512", "any"),
                            icon(
                                root + assets.path("icon-maskable-512.png"),
                                "image/png",
                                "512x512",
                                "maskable"))));
  }

  @Override
  public CompletableFuture<Void> handle(Request request, Response response) {
    return Replies.send(response, HttpStatus.OK_200, CONTENT_TYPE, Replies.NO_CACHE, manifest);
  }

  private static Map<String, String> icon(String path, String type, String sizes, String purpose) {
    return Map.of("src", path, "type", type, "sizes", sizes, "purpose", purpose);
  }
}
