package dev.twinmark.webapp;

import dev.twinmark.documents.Documents;
import dev.twinmark.documents.jakarta.LiveEndpoint;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The containers whose WebSockets lead to documents. */
public enum LiveContainer {
  /** The server's own. */
  SERVER,
  TOMCAT,
  JETTY_SERVLETS;

  /** The time for a reader that is cut off, of which Tomcat waits half a minute by default. */
  private static final long CLOSE_MS = 2_000;

  private static final String COOKIE = "twinmark-session=";

  /** A container that listens on a port of its own. */
  record Listening(int port, AutoCloseable stop) {}

  /** Opens a container that has the WebSockets of a server's documents. */
  Listening open(Documents documents) {
    ServerEndpointConfig live =
        LiveEndpoint.builder(documents.open())
            .path("/api/documents/{document}/live")
            .account(request -> account(documents, request))
            .build();
    try {
      return this == TOMCAT ? tomcat(live) : jetty(live);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String account(Documents documents, HandshakeRequest request) {
    return request.getHeaders().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("Cookie"))
        .map(Map.Entry::getValue)
        .flatMap(List::stream)
        .flatMap(cookies -> Arrays.stream(cookies.split(";", -1)))
        .map(String::strip)
        .filter(cookie -> cookie.startsWith(COOKIE))
        .findFirst()
        .flatMap(cookie -> documents.findAccount(cookie.substring(COOKIE.length())))
        .orElse(null);
  }

  private static Listening tomcat(ServerEndpointConfig live) throws LifecycleException {
    live.getUserProperties().put("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", CLOSE_MS);
    live.getUserProperties().put("org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT", CLOSE_MS);
    var tomcat = new Tomcat();
    // Processes that run tests have a folder each.
    tomcat.setBaseDir("target/tomcat/" + ProcessHandle.current().pid());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    Context context = tomcat.addContext("", null);
    context.addServletContainerInitializer(new WsSci(), null);
    context.addServletContainerInitializer(
        (types, servlets) -> {
          try {
            ((ServerContainer) servlets.getAttribute(ServerContainer.class.getName()))
                .addEndpoint(live);
          } catch (DeploymentException e) {
            throw new AssertionError(e);
          }
        },
        null);
    Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet")
        .addMapping("/");
    tomcat.getConnector();
    tomcat.start();
    return new Listening(
        tomcat.getConnector().getLocalPort(),
        () -> {
          tomcat.stop();
          tomcat.destroy();
        });
  }

  private static Listening jetty(ServerEndpointConfig live) throws Exception {
    var server = new Server();
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    var context = new ServletContextHandler("/");
    server.setHandler(context);
    JakartaWebSocketServletContainerInitializer.configure(
        context, (servlets, container) -> container.addEndpoint(live));
    server.start();
    return new Listening(connector.getLocalPort(), server::stop);
  }
}
