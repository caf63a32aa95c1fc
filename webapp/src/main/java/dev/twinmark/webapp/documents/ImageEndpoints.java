package dev.twinmark.webapp.documents;

import com.google.gson.JsonObject;
import dev.twinmark.documents.Documents;
import dev.twinmark.documents.Image;
import dev.twinmark.documents.ImageLinks;
import dev.twinmark.documents.Limits;
import dev.twinmark.documents.Role;
import dev.twinmark.webapp.http.Replies;
import dev.twinmark.webapp.http.RequestBody;
import dev.twinmark.webapp.http.SecurityHeaders;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Images of documents: stored by writers, shown to readers. */
final class ImageEndpoints {

  /** The path of images from the page of the editor. */
  static final String PREFIX = "/i/";

  /** The same from published pages, as the addresses in texts are relative. */
  static final String PUBLISHED_PREFIX = PublishedEndpoint.PREFIX + "i/";

  /** An address names one content for ever. Not for shared caches, as rights end. */
  private static final String IMMUTABLE = "private, max-age=31536000, immutable";

  private static final String TOO_LARGE =
      "The image is larger than " + Limits.IMAGE_BYTES / (1 << 20) + " MB.";

  private final Documents documents;
  private final Accounts accounts;
  private final RequestBody body;
  private final TextMemory memory;
  private final String basePath;

  ImageEndpoints(
      Documents documents,
      Accounts accounts,
      RequestBody body,
      TextMemory memory,
      String basePath) {
    this.documents = documents;
    this.accounts = accounts;
    this.body = body;
    this.memory = memory;
    this.basePath = basePath;
  }

  CompletableFuture<Void> add(Request request, Response response, String id) {
    String account = accounts.find(request);
    // Before four megabytes are read in vain.
    documents.require(account, id, Role.WRITE);
    return body.read(request, Limits.IMAGE_BYTES, TOO_LARGE)
        .thenCompose(
            bytes -> {
              String address = ImageLinks.address(id, documents.images().add(account, id, bytes));
              response.getHeaders().put(HttpHeader.LOCATION, basePath + address);
              var object = new JsonObject();
              object.addProperty("url", address);
              return JsonReply.send(response, HttpStatus.CREATED_201, object);
            });
  }

  /**
   * @param path {@code DOCUMENT/NAME}
   */
  CompletableFuture<Void> show(Request request, Response response, String path) {
    int slash = path.indexOf('/');
    String id = path.substring(0, Math.max(0, slash));
    String name = path.substring(slash + 1);
    Image image = documents.images().find(accounts.lookUp(request), id, name);
    memory.reserveBytes(request, image.length());
    byte[] content = documents.images().content(id, image);
    // Neither run as a page of this server nor taken for another type, even if opened by itself.
    SecurityHeaders.sandbox(response.getHeaders());
    String type = "image/" + name.substring(name.lastIndexOf('.') + 1);
    return Replies.send(response, HttpStatus.OK_200, type, IMMUTABLE, content);
  }
}
