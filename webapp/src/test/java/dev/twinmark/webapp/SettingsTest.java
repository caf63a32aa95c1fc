package dev.twinmark.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinmark.webapp.render.DocumentRenderer;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:80/",
    "0.0.0.0, http://0.0.0.0:80/",
    "localhost, http://localhost:80/",
    "my_host, http://my_host:80/",
    "::1, http://[::1]:80/",
    "[::1], http://[::1]:80/",
    "::, http://[::]:80/",
    "[::ffff:127.0.0.1], http://[::ffff:127.0.0.1]:80/",
    "fe80::1%eth0, http://[fe80::1%25eth0]:80/",
    "[fe80::1%25eth0], http://[fe80::1%25eth0]:80/"
  })
  void everyHostHasAnAddress(String host, String address) {
    var settings = Settings.builder().host(host).build();
    assertEquals(address, settings.address(80).toString());
  }

  @Test
  void hostsMayBeInBrackets() {
    var settings = Settings.builder().host("[::1]").port(0).build();
    var renderer = new DocumentRenderer(settings.maxDocumentBytes());
    try (var server = new TestServer(settings, renderer)) {
      URI health = settings.address(server.port()).resolve("health");
      assertEquals(200, server.send(HttpRequest.newBuilder(health)).statusCode());
    }
  }
}
