package dev.twinmark.webapp.http;

import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Why a request was not fulfilled (RFC 9457).
 *
 * @param status the HTTP status
 * @param detail what was wrong and what to do, in whole sentences
 */
record Problem(int status, String detail) {

  static final String CONTENT_TYPE = "application/problem+json";

  /** Longer values of headers are cut off in a detail. */
  private static final int MAX_EXCERPT_CHARS = 100;

  /** Returns the start of what a client has sent, to be shown in a detail. */
  static String excerpt(String sent) {
    return sent.length() <= MAX_EXCERPT_CHARS ? sent : sent.substring(0, MAX_EXCERPT_CHARS) + " …";
  }

  String title() {
    return HttpStatus.getMessage(status);
  }

  String toJson() {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", "about:blank");
    members.put("title", title());
    members.put("status", status);
    members.put("detail", detail);
    return new GsonBuilder().disableHtmlEscaping().create().toJson(members);
  }
}
