package io.lvsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus's text format 0.0.4 and is strict about it: each family once, with its help and
 * its type before its samples; names of counters, and of no gauge, end in _total; no sample twice.
 */
final class PrometheusReader {
  private static final Pattern HELP = Pattern.compile("# HELP ([a-z_][a-z0-9_]*) (\\S.*)");
  private static final Pattern TYPE = Pattern.compile("# TYPE ([a-z_][a-z0-9_]*) (counter|gauge)");
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-z_][a-z0-9_]*)(\\{" + LABEL + "(?:," + LABEL + ")*\\})? (-?[0-9]+(?:\\.[0-9E-]+)?)");

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();
  private String family = "";
  private String helped = "";

  private PrometheusReader() {}

  static PrometheusReader of(String text) {
    assertThat(text).endsWith("\n").doesNotContain("\r");
    PrometheusReader reader = new PrometheusReader();
    text.lines().forEach(reader::read);
    assertThat(reader.samples).isNotEmpty();
    return reader;
  }

  private void read(String line) {
    Matcher help = HELP.matcher(line);
    Matcher type = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (help.matches()) {
      helped = help.group(1);
    } else if (type.matches()) {
      family = type.group(1);
      assertThat(family).as("help comes first: " + line).isEqualTo(helped);
      assertThat(types.put(family, type.group(2))).as("a family once: " + line).isNull();
      assertThat(family.endsWith("_total")).as(line).isEqualTo(type.group(2).equals("counter"));
    } else {
      assertThat(sample.matches()).as("a sample: " + line).isTrue();
      assertThat(sample.group(1)).as("within its family: " + line).isEqualTo(family);
      String series = sample.group(1) + (sample.group(2) == null ? "" : sample.group(2));
      double value = Double.parseDouble(sample.group(3));
      assertThat(samples.put(series, value)).as("a series once: " + line).isNull();
      assertThat(value).as(line).isNotNegative();
    }
  }

  /** All families. */
  Set<String> names() {
    return types.keySet();
  }

  /** The sum of a family's samples. */
  double sumOf(String name) {
    assertThat(types).containsKey(name);
    return samples.entrySet().stream()
        .filter(each -> each.getKey().equals(name) || each.getKey().startsWith(name + "{"))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  /** The only sample of a family with a label. */
  double of(String name, String label) {
    return samples.entrySet().stream()
        .filter(each -> each.getKey().startsWith(name + "{") && each.getKey().contains(label))
        .map(Map.Entry::getValue)
        .reduce((a, b) -> {
          throw new AssertionError(name + " has " + label + " twice");
        })
        .orElseThrow(() -> new AssertionError(name + " has no " + label));
  }
}
