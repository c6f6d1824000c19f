package io.lvsim.cli;

/**
 * Text that Prometheus reads (exposition formats, text format 0.0.4): families with a line of help
 * and one of type, each followed by its samples.
 */
final class PrometheusText {
  private final StringBuilder text = new StringBuilder();
  private String family = "";

  /** Begins a family of values that only grow; its name ends in {@code _total}. */
  PrometheusText counter(String name, String help) {
    return begin(name, "counter", help);
  }

  /** Begins a family of values that come and go. */
  PrometheusText gauge(String name, String help) {
    return begin(name, "gauge", help);
  }

  private PrometheusText begin(String name, String type, String help) {
    family = name;
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * Adds a sample of the family at hand.
   *
   * @param labels names and values in turn
   */
  PrometheusText sample(long value, String... labels) {
    return line(String.valueOf(value), labels);
  }

  PrometheusText sample(double value, String... labels) {
    return line(String.valueOf(value), labels);
  }

  private PrometheusText line(String value, String... labels) {
    text.append(family);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      text.append(escaped(labels[i + 1])).append('"');
    }
    text.append(labels.length > 0 ? "} " : " ").append(value).append('\n');
    return this;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
