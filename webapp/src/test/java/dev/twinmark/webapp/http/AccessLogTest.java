package dev.twinmark.webapp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLogTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/s/TOKEN",
        "/s/TOKEN?a=b",
        "/%73/TOKEN",
        "/s%2fTOKEN",
        "/s%2FTOKEN",
        "//s/TOKEN",
        "/notes/s/TOKEN",
        "/x/../s/TOKEN"
      })
  void secretsOfLinksAreLeftOut(String target) {
    assertEquals(-1, AccessLog.target(target).indexOf("TOKEN"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sign-in/callback?code=TOKEN&state=TOKEN",
        "/notes/sign-in/callback?state=TOKEN",
        "//sign-in/callback?code=TOKEN",
        "/Sign-In/callback/?code=TOKEN"
      })
  void answersOfProvidersAreLeftOut(String target) {
    assertEquals(-1, AccessLog.target(target).indexOf("TOKEN"));
  }

  @ParameterizedTest
  @CsvSource({
    "/",
    "/docs/images",
    "/assets/v1/editor.js?s=1",
    "/?document=s",
    "/p/s",
    "/sign-in?return=%2F"
  })
  void otherTargetsAreWhole(String target) {
    assertEquals(target, AccessLog.target(target));
  }

  @Test
  void longTargetsTakeNoStack() {
    String target = "/a".repeat(100_000);
    assertEquals(target, AccessLog.target(target));
  }
}
