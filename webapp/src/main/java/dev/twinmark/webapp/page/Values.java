package dev.twinmark.webapp.page;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Numbers and times as a language writes them, for templates. Times are in UTC, and say so. */
public final class Values {

  private static final double BYTES_PER_MEGABYTE = 1 << 20;

  private final Locale locale;

  Values(Locale locale) {
    this.locale = locale;
  }

  public String number(long value) {
    return NumberFormat.getIntegerInstance(locale).format(value);
  }

  /** Mebibytes, with one digit behind the point while they are few. */
  public String megabytes(long bytes) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(bytes < 10 * BYTES_PER_MEGABYTE ? 1 : 0);
    return format.format(bytes / BYTES_PER_MEGABYTE);
  }

  public String time(Instant time) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale)
            .withZone(ZoneOffset.UTC)
            .format(time)
        + " UTC";
  }

  public String date(LocalDate date) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(date);
  }
}
