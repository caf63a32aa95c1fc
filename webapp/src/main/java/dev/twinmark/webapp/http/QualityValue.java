package dev.twinmark.webapp.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * An element of a header that weights its alternatives, such as {@code gzip, br;q=0.5} (RFC 9110,
 * 12.4.2). Read in one pass and up to a limit, whatever a client sends: the JDK's parser of
 * language ranges took 10 s for 7 KB.
 *
 * @param value in lower case
 * @param weight from 0, which excludes the value, to 1
 */
record QualityValue(String value, double weight) {

  /** Browsers send fewer than ten; what comes after these is not read. */
  private static final int MAX_ELEMENTS = 32;

  /** Longer than any language range or content coding. */
  private static final int MAX_ELEMENT_CHARS = 64;

  /** Returns the elements, the greatest weight first, and otherwise in the header's order. */
  static List<QualityValue> of(HttpFields headers, HttpHeader name) {
    var elements = new ArrayList<QualityValue>();
    for (String field : headers.getValuesList(name)) {
      int start = 0;
      while (start <= field.length() && elements.size() < MAX_ELEMENTS) {
        int comma = field.indexOf(',', start);
        int end = comma < 0 ? field.length() : comma;
        if (end - start <= MAX_ELEMENT_CHARS) {
          elements.add(element(field.substring(start, end)));
        }
        start = end + 1;
      }
    }
    elements.sort(Comparator.<QualityValue>comparingDouble(QualityValue::weight).reversed());
    return elements;
  }

  private static QualityValue element(String text) {
    int semicolon = text.indexOf(';');
    String value = semicolon < 0 ? text : text.substring(0, semicolon);
    return new QualityValue(
        value.strip().toLowerCase(Locale.ROOT),
        semicolon < 0 ? 1 : weight(text.substring(semicolon + 1).strip()));
  }

  /** Reads such as {@code q=0.5}. What cannot be understood is better not relied on. */
  private static double weight(String parameter) {
    int equals = parameter.indexOf('=');
    if (equals < 0 || !parameter.substring(0, equals).strip().equalsIgnoreCase("q")) {
      return 0;
    }
    String number = parameter.substring(equals + 1).strip();
    boolean isDecimal =
        !number.isEmpty() && number.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    try {
      double weight = isDecimal ? Double.parseDouble(number) : 0;
      return weight <= 1 ? weight : 0;
    } catch (NumberFormatException severalPoints) {
      return 0;
    }
  }
}
