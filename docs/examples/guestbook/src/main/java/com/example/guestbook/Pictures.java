package com.example.guestbook;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stores the pictures that visitors put into their entries. A picture is named by its content, so
 * that its address never stands for another one. They are kept in memory, like the entries.
 */
final class Pictures extends HttpServlet {

  /** The editor makes pictures smaller than this before it uploads them; see docs/images.md. */
  private static final int MAX_BYTES = 1024 * 1024;

  /** Visitors are not known: all of them together may fill no more than 100 MB of memory. */
  private static final int MAX_PICTURES = 100;

  private record Picture(PictureType type, byte[] bytes) {}

  private final transient Map<String, Picture> pictures = new ConcurrentHashMap<>();

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // A page of another site may send forms here, but asks before it sends images.
    String contentType = request.getContentType();
    if (contentType == null || !contentType.startsWith("image/")) {
      refuse(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "Only images are stored.");
      return;
    }
    byte[] bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      refuse(
          response,
          HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
          "The picture is larger than 1 MB.");
      return;
    }
    // The bytes decide: what a browser calls the type comes from the name of the file.
    Optional<PictureType> type = PictureType.of(bytes);
    if (type.isEmpty()) {
      refuse(
          response,
          HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
          "The picture is neither PNG, JPEG, GIF, WebP nor AVIF.");
      return;
    }
    String name = hash(bytes) + "." + type.get().extension();
    if (!store(name, new Picture(type.get(), bytes))) {
      refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The guestbook is full.");
      return;
    }
    response.setStatus(HttpServletResponse.SC_CREATED);
    response.setHeader("Location", "/pictures/" + name);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    Picture picture = path == null ? null : pictures.get(path.substring(1));
    if (picture == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType(picture.type().contentType());
    response.setContentLength(picture.bytes().length);
    // Neither taken for another type nor run as a page of this site, even if opened by itself.
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.getOutputStream().write(picture.bytes());
  }

  private synchronized boolean store(String name, Picture picture) {
    if (pictures.size() >= MAX_PICTURES && !pictures.containsKey(name)) {
      return false;
    }
    pictures.put(name, picture);
    return true;
  }

  /** Answers with the reason, which the editor shows to the visitor. */
  private static void refuse(HttpServletResponse response, int status, String reason)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain; charset=utf-8");
    response.getWriter().write(reason);
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }
}
