package dev.twinmark.webapp.metrics;

/** Writes metrics in the text format of Prometheus, version 0.0.4. */
public final class MetricsText {

  /** The media type of the format. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();

  /** Begins a metric that only grows; its name ends in {@code _total}. */
  public MetricsText counter(String name, String help) {
    return begin(name, "counter", help);
  }

  /** Begins a metric that goes up and down. */
  public MetricsText gauge(String name, String help) {
    return begin(name, "gauge", help);
  }

  /** Begins a distribution, whose samples {@link Histogram} writes. */
  MetricsText histogram(String name, String help) {
    return begin(name, "histogram", help);
  }

  private MetricsText begin(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /** Adds the value of a metric without labels. */
  public MetricsText sample(String name, long value) {
    text.append(name).append(' ').append(value).append('\n');
    return this;
  }

  /** Adds the value of a metric without labels. */
  public MetricsText sample(String name, double value) {
    text.append(name).append(' ').append(value).append('\n');
    return this;
  }

  /**
   * Adds a value of a metric.
   *
   * @param labelValue one of a fixed set of words: no quotes, backslashes or line feeds
   */
  public MetricsText sample(String name, String label, String labelValue, long value) {
    return sample(name + "{" + label + "=\"" + labelValue + "\"}", value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
