package com.example.guestbook;

import dev.twinmark.thymeleaf.TwinmarkDialect;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.ee10.servlet.ResourceServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Visitors write Markdown with the editor, and the server shows it as they saw it there. */
public final class Guestbook extends HttpServlet {

  /** Allows what the editor and its entries need, and nothing else: see docs/server-rendering.md. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self';"
          + " worker-src 'self'; style-src 'self'; img-src 'self' https: data:;"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types twinmark";

  private final transient List<Map<String, String>> entries = new CopyOnWriteArrayList<>();
  private final transient TemplateEngine templates = new TemplateEngine();

  private Guestbook() {
    var resolver = new ClassLoaderTemplateResolver();
    resolver.setPrefix("templates/");
    resolver.setSuffix(".html");
    templates.setTemplateResolver(resolver);
    templates.addDialect(new TwinmarkDialect());
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/html; charset=utf-8");
    response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    var variables = Map.<String, Object>of("entries", entries, "draft", Map.of("text", ""));
    templates.process(
        "guestbook", new Context(request.getLocale(), variables), response.getWriter());
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setCharacterEncoding("UTF-8");
    String author = request.getParameter("author");
    String text = request.getParameter("text");
    // Browsers ask for both, and are content with a space.
    if (isMissing(author) || isMissing(text)) {
      response.sendError(
          HttpServletResponse.SC_BAD_REQUEST, "Please go back, and write a name and an entry.");
      return;
    }
    // Stored as it was written, and made safe whenever it is shown. Jetty takes forms up to 200 KB.
    entries.add(Map.of("author", author, "text", text));
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", "/");
  }

  private static boolean isMissing(String value) {
    return value == null || value.isBlank();
  }

  /** Opens the guestbook for this machine alone, on a port of it; 0 means any free one. */
  public static Server open(int port) throws Exception {
    var context = new ServletContextHandler("/");
    context.addServlet(new Guestbook(), "");
    context.addServlet(new Pictures(), "/pictures/*");
    context.setBaseResource(
        ResourceFactory.of(context).newClassLoaderResource("META-INF/resources"));
    // Scripts that pages name, of some 300 bytes. Not stored: all files in a jar have one time
    // stamp, so that a stored copy would be taken for the file of a newer jar.
    addFiles(context, "/assets/v1/*", "no-store");
    // The files that those import are named by their content.
    addFiles(context, "/assets/*", "public, max-age=31536000, immutable");
    // The guestbook's own script, which may change from start to start.
    addFiles(context, "/guestbook.js", "no-cache")
        .setInitParameter("baseResource", Guestbook.class.getResource("scripts/").toString());
    var server = new Server(new InetSocketAddress("127.0.0.1", port));
    server.setHandler(context);
    server.start();
    return server;
  }

  /** Serves the editor's files, compressed as the jar has them. */
  private static ServletHolder addFiles(
      ServletContextHandler context, String path, String cacheControl) {
    var files = context.addServlet(ResourceServlet.class, path);
    files.setInitParameter("pathInfoOnly", "false");
    files.setInitParameter("dirAllowed", "false");
    files.setInitParameter("precompressed", "br=.br,gzip=.gz");
    files.setInitParameter("cacheControl", cacheControl);
    return files;
  }

  public static void main(String[] arguments) throws Exception {
    Server server = open(8081);
    System.out.println("The guestbook is open on " + server.getURI());
    server.join();
  }
}
