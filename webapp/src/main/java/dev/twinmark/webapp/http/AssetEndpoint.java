package dev.twinmark.webapp.http;

import dev.twinmark.webapp.assets.Asset;
import dev.twinmark.webapp.assets.Assets;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * {@code /assets/}: scripts, styles and the module, compressed when they were built. They are the
 * same for everyone, so pages of any origin may load them.
 */
final class AssetEndpoint implements Endpoint {

  static final String PREFIX = "/assets/";

  /** A year, the customary "for ever": a name that has its content's hash in it never changes. */
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";

  private final Assets assets;

  AssetEndpoint(Assets assets) {
    this.assets = assets;
  }

  @Override
  public CompletableFuture<Void> handle(Request request, Response response) {
    String name = Request.getPathInContext(request).substring(PREFIX.length());
    var headers = response.getHeaders();
    // First of all, so that a page of another origin can tell a missing file from a forbidden one.
    headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    headers.put(SecurityHeaders.RESOURCE_POLICY, "cross-origin");
    Asset asset =
        assets
            .find(name)
            .orElseThrow(
                () ->
                    new ProblemException(
                        HttpStatus.NOT_FOUND_404, "There is no asset of this name."));
    Asset.Encoding encoding = AcceptEncoding.of(request.getHeaders()).best(asset.encodings());
    String tag = "\"" + asset.hash() + encoding.tagSuffix() + "\"";
    // A script of a stable name is asked for again each time: kept for a while, it could name files
    // that the server has no longer.
    headers.put(HttpHeader.CACHE_CONTROL, asset.hashed() ? IMMUTABLE : Replies.NO_CACHE);
    headers.put(HttpHeader.ETAG, tag);
    Replies.vary(response);
    if (Replies.isKnown(request, tag)) {
      return Replies.notModified(response);
    }
    byte[] content = asset.content(encoding);
    headers.put(HttpHeader.CONTENT_TYPE, asset.contentType());
    if (asset.contentType().equals(Replies.HTML)) {
      headers.put(SecurityHeaders.POLICY_NAME, ContentSecurityPolicy.OF_ASSET_PAGES.toString());
    }
    headers.put(HttpHeader.CONTENT_LENGTH, content.length);
    if (encoding != Asset.Encoding.IDENTITY) {
      headers.put(HttpHeader.CONTENT_ENCODING, encoding.token());
    }
    response.setStatus(HttpStatus.OK_200);
    return Replies.write(response, ByteBuffer.wrap(content));
  }
}
