package dev.twinmark.webapp.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

  /** A local connector's peer is 0.0.0.0. */
  private static final List<String> PROXIES = List.of("0.0.0.0", "10.0.0.0/8");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X-Forwarded-For: 192.0.2.1                           | 192.0.2.1
          X-Forwarded-For: 203.0.113.7, 192.0.2.1              | 192.0.2.1
          X-Forwarded-For: 203.0.113.7, 192.0.2.1, 10.1.2.3    | 192.0.2.1
          X-Forwarded-For: 192.0.2.1:4711                      | 192.0.2.1
          X-Forwarded-For: 2001:db8:1:2:3:4:5:6                | 20010db800010002
          X-Forwarded-For: [2001:db8:1:2::9]:80                | 20010db800010002
          X-Forwarded-For: localhost                           | 0.0.0.0
          X-Forwarded-For: 192.0.2.999                         | 0.0.0.0
          X-Forwarded-For: ,,,                                 | 0.0.0.0
          Forwarded: for=192.0.2.1;proto=https                 | 192.0.2.1
          Forwarded: for=203.0.113.7, for="[2001:db8:1:2::9]"  | 20010db800010002
          Forwarded: for=unknown                               | 0.0.0.0
          X: x                                                 | 0.0.0.0
          """)
  void listedProxiesNameTheClient(String header, String client) throws Exception {
    assertEquals(client, find(PROXIES, header));
  }

  @Test
  void othersAreNotBelieved() throws Exception {
    assertEquals("0.0.0.0", find(List.of("10.0.0.0/8"), "X-Forwarded-For: 192.0.2.1"));
    assertEquals("0.0.0.0", find(List.of(), "Forwarded: for=192.0.2.1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X-Forwarded-Host: one.example                                         | one.example
          X-Forwarded-Host: client.example, one.example:81                      | one.example:81
          Forwarded: for=192.0.2.1;host=one.example;proto=https                 | one.example
          Forwarded: for=192.0.2.1;host="one.example:81"                        | one.example:81
          Forwarded: host=client.example, for=192.0.2.1;host=one.example        | one.example
          Forwarded: for=192.0.2.1;host=one.example, for=10.0.0.9;host=inner    | one.example
          X: x                                                                  | x
          """)
  void listedProxiesNameTheHost(String header, String host) throws Exception {
    assertEquals(host, find(ClientAddress::host, PROXIES, header));
    assertEquals("x", find(ClientAddress::host, List.of("10.0.0.0/8"), header));
  }

  @Test
  void eachProxyNamesTheHostItHasSeen() throws Exception {
    String headers = "X-Forwarded-For: 192.0.2.1, 10.0.0.9\r\nX-Forwarded-Host: client.example, %s";
    assertEquals("client.example", find(ClientAddress::host, PROXIES, headers.formatted("inner")));
    assertEquals(
        "one.example", find(ClientAddress::host, PROXIES, headers.formatted("one.example, inner")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "proxy.example", "10.0.0.0/99", "10.0.0", "*"})
  void whatIsNoAddressIsRefused(String proxy) {
    var e = assertThrows(IllegalArgumentException.class, () -> new ClientAddress(List.of(proxy)));
    assertTrue(e.getMessage().contains("such as 10.0.0.0/8"), e.getMessage());
  }

  private static String find(List<String> proxies, String header) throws Exception {
    return find(ClientAddress::of, proxies, header);
  }

  private static String find(
      Function<Request, String> property, List<String> proxies, String header) throws Exception {
    var found = new AtomicReference<String>();
    var server = new Server();
    var http = new HttpConfiguration();
    http.addCustomizer(new ClientAddress(proxies));
    var connector = new LocalConnector(server, new HttpConnectionFactory(http));
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            found.set(property.apply(request));
            callback.succeeded();
            return true;
          }
        });
    server.start();
    try {
      connector.getResponse("GET / HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n");
    } finally {
      server.stop();
    }
    return found.get();
  }
}
