package dev.twinmark.webapp.documents;

import dev.twinmark.webapp.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One of several servers of a database, as a process. */
final class Node implements AutoCloseable {

  private final Path log;
  private final String database;
  private int starts;
  private volatile ServerProcess server;
  private volatile long lastFaultNanos = System.nanoTime();

  Node(Path log, String database) throws IOException {
    this.log = log;
    this.database = database;
    start();
  }

  private void start() throws IOException {
    starts++;
    server =
        new ServerProcess(
            log.resolveSibling(log.getFileName() + "-" + starts), "--database", database);
  }

  /** The address of its page, another one after each start. */
  URI address() {
    return server.address();
  }

  void killAndStart() throws IOException {
    server.close();
    lastFaultNanos = System.nanoTime();
    start();
  }

  void pause(long seconds) throws IOException, InterruptedException {
    server.signal("STOP");
    TimeUnit.SECONDS.sleep(seconds);
    server.signal("CONT");
    lastFaultNanos = System.nanoTime();
  }

  /** The end of its last fault, on the clock of {@code System.nanoTime()}. */
  long lastFaultNanos() {
    return lastFaultNanos;
  }

  @Override
  public void close() {
    server.close();
  }
}
