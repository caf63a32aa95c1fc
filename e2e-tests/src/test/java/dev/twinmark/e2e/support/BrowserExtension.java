package dev.twinmark.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link Browser}, {@link TwinmarkServer} and {@link CanaryServer} of their
 * process, the server {@link WithDocuments} and a {@link HostServer} of their own, and fails each
 * test in which the browser had a problem that it did not announce.
 */
public final class BrowserExtension
    implements BeforeEachCallback,
        AfterTestExecutionCallback,
        AfterEachCallback,
        ExecutionCondition,
        ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

  /** Key of the mark that the page of a test has been left. */
  private static final String LEFT = "left";

  private static final ExecutionCondition LIMITATIONS = new KnownLimitations();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return LIMITATIONS.evaluateExecutionCondition(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    browser(context).takeProblems();
    canaries(context).takeRequests();
  }

  /** Leaves the page before the test stops the server that the page is still loading files from. */
  @Override
  public void afterTestExecution(ExtensionContext context) {
    context.getStore(NAMESPACE).put(LEFT, true);
    leave(context);
  }

  /** Leaves the page of a test that did not begin, because its preparations failed. */
  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getStore(NAMESPACE).get(LEFT) == null) {
      leave(context);
    }
  }

  private static void leave(ExtensionContext context) {
    Browser browser = browser(context);
    List<String> problems = browser.takeProblems();
    List<String> requests = canaries(context).takeRequests();
    boolean failed =
        context.getExecutionException().isPresent() || !problems.isEmpty() || !requests.isEmpty();
    if (failed) {
      browser.screenshot(
          context.getRequiredTestClass().getSimpleName()
              + "-"
              + context.getDisplayName().replaceAll("[^A-Za-z0-9]+", "-"));
    }
    browser.reset();
    if (!problems.isEmpty() || !requests.isEmpty()) {
      StringBuilder message = new StringBuilder();
      if (!problems.isEmpty()) {
        message.append("The browser reported:\n  ").append(String.join("\n  ", problems));
      }
      if (!requests.isEmpty()) {
        message.append("\nCanaries were requested:\n  ").append(String.join("\n  ", requests));
      }
      AssertionError error = new AssertionError(message.toString().strip());
      context.getExecutionException().ifPresent(error::addSuppressed);
      throw error;
    }
  }

  /** Closes a server that a constructor gets after the test, not after its class. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Browser.class
        || type == TwinmarkServer.class
        || type == CanaryServer.class
        || type == HostServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == Browser.class) {
      return browser(context);
    }
    if (type == HostServer.class) {
      return host(context);
    }
    if (type == CanaryServer.class) {
      return canaries(context);
    }
    return parameter.isAnnotated(WithDocuments.class) ? documents(context) : server(context);
  }

  private static Browser browser(ExtensionContext context) {
    return shared(context, Browser.class, Browser::start);
  }

  private static TwinmarkServer server(ExtensionContext context) {
    return shared(context, TwinmarkServer.class, TwinmarkServer::startForAll);
  }

  private static TwinmarkServer documents(ExtensionContext context) {
    return shared(context, DocumentsServer.class, DocumentsServer::start).server;
  }

  /** A server and its folder. */
  private record DocumentsServer(TwinmarkServer server, Path data) implements AutoCloseable {

    static DocumentsServer start() {
      try {
        Path data =
            Files.createTempDirectory(Settings.output("documents").getParent(), "documents");
        return new DocumentsServer(TwinmarkServer.startForAll("--data", data.toString()), data);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      server.close();
      Folders.delete(data);
    }
  }

  private static CanaryServer canaries(ExtensionContext context) {
    return shared(context, CanaryServer.class, CanaryServer::start);
  }

  /** In the test's store, so that its page is left before the server stops. */
  private static HostServer host(ExtensionContext context) {
    TwinmarkServer server = server(context);
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(HostServer.class, key -> HostServer.start(server), HostServer.class);
  }

  /** In the session's store, so that the end of the process, not of a class, closes it. */
  private static <T extends AutoCloseable> T shared(
      ExtensionContext context, Class<T> type, java.util.function.Supplier<T> start) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .computeIfAbsent(type, key -> start.get(), type);
  }
}
