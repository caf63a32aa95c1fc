package dev.twinmark.e2e.support;

import java.nio.file.Path;
import java.util.Locale;

/** The browsers that the tests run in; {@code -Dtwinmark.browser=firefox} chooses one for a run. */
enum BrowserName {
  CHROMIUM {
    @Override
    BrowserDriver start(Path profile) {
      return ChromiumDriver.start(profile);
    }
  },
  FIREFOX {
    @Override
    BrowserDriver start(Path profile) {
      return FirefoxDriver.start(profile);
    }
  },
  WEBKIT {
    @Override
    BrowserDriver start(Path profile) {
      return WebKitDriver.start(profile);
    }
  };

  static BrowserName current() {
    return valueOf(
        System.getProperty("twinmark.browser", CHROMIUM.toString()).toUpperCase(Locale.ROOT));
  }

  /**
   * Starts a browser.
   *
   * @param profile the folder that keeps what it knows, or null for a browser that forgets
   */
  abstract BrowserDriver start(Path profile);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
