package dev.twinmark.webapp.documents;

import static dev.twinmark.webapp.documents.Clients.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.twinmark.changes.ChangeSet;
import dev.twinmark.documents.JdbcDocumentStore;
import dev.twinmark.webapp.LiveContainer;
import dev.twinmark.webapp.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reader that takes nothing while others write. */
@Timeout(600)
class SlowReaderTest {

  private static final int CHANGES = 250;
  private static final int CHANGE_UNITS = 100_000;

  /** Far below the 25 MB that were written, far above what a log in memory takes. */
  private static final long MAX_GROWTH_BYTES = 18_000_000;

  /** Two megabytes more than the kernel keeps for one socket. */
  private static final int CHANGES_OF_FULL_BUFFERS = 80;

  private static final String SESSIONS = "\ntwinmark_document_sessions ";

  private static final int RECEIVE_BUFFER_BYTES = 4096;
  private static final int END_TIMEOUT_MS = 60_000;

  private static final int FINAL = 0x80;
  private static final int KIND = 0x0F;
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int PING = 9;
  private static final int MASKED = 0x80;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(LiveContainer.class)
  void takesNoMemoryAndMissesNothing(LiveContainer container) throws IOException {
    try (var server = TestServer.withDocuments(JdbcDocumentStore.sqlite(folder), container)) {
      var owner = new Visitor(server);
      String id = owner.create("x".repeat(CHANGE_UNITS));
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.livePort());
          LiveSocket writing = owner.open(id)) {
        var in = new DataInputStream(socket.getInputStream());
        upgrade(socket, in, owner, id);
        var reader = new LiveClient(SECOND);
        send(socket, reader.hello().toString());
        while (reader.version < 0) {
          reader.receive(message(in));
        }
        var writer = new LiveClient(Clients.FIRST);
        writing.send(writer.hello().toString());
        while (writer.version < 0) {
          writer.receive(writing.next(any -> true));
        }
        replace(writing, writer, 0);
        long before = usedBytes();
        for (int i = 1; i < CHANGES; i++) {
          replace(writing, writer, i);
        }
        long growth = usedBytes() - before;
        System.out.println(
            "MEASURED heap growth beside a stalled reader, 25 MB written: "
                + growth / 1000
                + " KB");
        assertTrue(growth < MAX_GROWTH_BYTES, growth + " bytes");
        while (reader.version < writer.version) {
          reader.receive(message(in));
        }
        assertEquals(writer.text, reader.text);
      }
    }
  }

  /** It takes no answers either, so its line is cut in the middle of a frame. */
  @ParameterizedTest
  @EnumSource(LiveContainer.class)
  void isCutOffWithoutRights(LiveContainer container) throws IOException {
    try (var server = TestServer.withDocuments(JdbcDocumentStore.sqlite(folder), container)) {
      var owner = new Visitor(server);
      String id = owner.create("x".repeat(CHANGE_UNITS));
      JsonObject link = owner.link(id, "read");
      Visitor visitor = new Visitor(server).follow(link);
      try (var socket = new Socket();
          LiveSocket writing = owner.open(id)) {
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        socket.setSoTimeout(END_TIMEOUT_MS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.livePort()));
        var in = new DataInputStream(socket.getInputStream());
        upgrade(socket, in, visitor, id);
        send(socket, new LiveClient(SECOND).hello().toString());
        var writer = new LiveClient(Clients.FIRST);
        writing.send(writer.hello().toString());
        while (writer.version < 0) {
          writer.receive(writing.next(any -> true));
        }
        for (int i = 0; i < CHANGES_OF_FULL_BUFFERS; i++) {
          replace(writing, writer, i);
        }
        String path = "/api/documents/" + id + "/links/" + link.get("id").getAsString();
        assertTrue(server.metrics().contains(SESSIONS + "2\n"));
        assertEquals(204, owner.send("DELETE", path, null).statusCode());
        // Nothing is read until the server has given up.
        while (!server.metrics().contains(SESSIONS + "1\n")) {
          Thread.onSpinWait();
        }
        awaitEnd(in);
      }
    }
  }

  private static void awaitEnd(DataInputStream in) throws IOException {
    byte[] taken = new byte[64 * 1024];
    try {
      int length = in.read(taken);
      while (length >= 0) {
        length = in.read(taken);
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("The line is open", e);
    } catch (SocketException e) {
      // The server has not waited until all was taken.
      assertEquals("Connection reset", e.getMessage());
    }
  }

  private static void replace(LiveSocket socket, LiveClient client, int number) {
    String text = Character.toString('a' + number % 26).repeat(CHANGE_UNITS);
    client.edit(ChangeSet.replace(CHANGE_UNITS, 0, CHANGE_UNITS, text));
    socket.send(client.push());
    while (!client.isSettled()) {
      client.receive(socket.next(any -> true));
    }
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void upgrade(Socket socket, DataInputStream in, Visitor visitor, String id)
      throws IOException {
    String request =
        "GET /api/documents/"
            + id
            + "/live HTTP/1.1\r\nHost: 127.0.0.1:"
            + socket.getPort()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: "
            + visitor.liveOrigin()
            + "\r\nCookie: "
            + visitor.cookie()
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    assertTrue(head.toString().startsWith("HTTP/1.1 101 "), head.toString());
  }

  /** Writes a short text frame, masked by zeros. */
  private static void send(Socket socket, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    OutputStream out = socket.getOutputStream();
    out.write(
        new byte[] {
          (byte) (FINAL | TEXT),
          (byte) (MASKED | TWO_BYTES),
          (byte) (bytes.length >> 8),
          (byte) bytes.length,
          0,
          0,
          0,
          0
        });
    out.write(bytes);
    out.flush();
  }

  /** Reads the next message, which may come in several frames. */
  private static String message(DataInputStream in) throws IOException {
    var message = new ByteArrayOutputStream();
    while (true) {
      int head = in.readUnsignedByte();
      long length = in.readUnsignedByte();
      if (length == TWO_BYTES) {
        length = in.readUnsignedShort();
      } else if (length == EIGHT_BYTES) {
        length = in.readLong();
      }
      byte[] content = in.readNBytes((int) length);
      int kind = head & KIND;
      if (kind == CONTINUATION || kind == TEXT) {
        message.writeBytes(content);
        if ((head & FINAL) != 0) {
          return message.toString(StandardCharsets.UTF_8);
        }
      } else {
        assertEquals(PING, kind);
      }
    }
  }
}
