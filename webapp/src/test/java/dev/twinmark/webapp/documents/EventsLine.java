package dev.twinmark.webapp.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A line by server-sent events and requests. */
final class EventsLine implements Line {

  private static final int PATIENCE_SECONDS = 60;

  private static final String DATA = "data: ";
  private static final String ENDED = "ended";

  private final Visitor visitor;
  private final String path;
  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private String client;
  private InputStream stream;

  EventsLine(Visitor visitor, String id) {
    this.visitor = visitor;
    this.path = "/api/documents/" + id;
  }

  @Override
  public void hello(LiveClient of) {
    client = of.id;
    String version = of.version < 0 ? "" : "&version=" + of.version;
    var request =
        visitor
            .server()
            .request(path + "/events?client=" + client + "&name=me" + version)
            .header("Cookie", visitor.cookie())
            .build();
    try {
      HttpResponse<InputStream> response =
          visitor.server().client().send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new AssertionError("The status is " + response.statusCode());
      }
      stream = response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    var reader = new Thread(this::read, "events-" + client);
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    // A scanner ends silently when the stream breaks.
    try (var lines = new Scanner(stream, StandardCharsets.UTF_8)) {
      while (lines.hasNextLine()) {
        String line = lines.nextLine();
        if (line.startsWith(DATA)) {
          frames.add(line.substring(DATA.length()));
        }
      }
      frames.add(ENDED);
    }
  }

  @Override
  public void send(String frame) {
    HttpResponse<String> response =
        visitor.send("POST", path + "/messages?client=" + client, frame);
    if (response.statusCode() != 204) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
  }

  @Override
  public String next() {
    try {
      String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("No event came");
      }
      return checked(frame);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String poll() {
    String frame = frames.poll();
    return frame == null ? null : checked(frame);
  }

  private static String checked(String frame) {
    if (frame.equals(ENDED) || frame.startsWith("{\"code\"")) {
      throw new AssertionError(frame);
    }
    return frame;
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
