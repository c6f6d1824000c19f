package io.lvsim.report.format;

import io.lvsim.report.Spans;
import java.util.List;
import java.util.Objects;

/**
 * JUnit XML as Jenkins' xunit plugin has it in a schema and GitLab, Azure and others read it. There
 * is no host name and no timestamp; times are virtual seconds: the same run gives the same bytes.
 */
final class JUnitXml implements SuiteFormat {
  private StringBuilder xml = new StringBuilder();

  @Override
  public String end(List<Suite> suites) {
    xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    attribute("name", "lvsim");
    attribute("tests", suites.stream().mapToInt(suite -> suite.cases().size()).sum());
    attribute("failures", Suite.count(suites, Outcome.FAILED));
    attribute("errors", Suite.count(suites, Outcome.ERROR));
    attribute("time", seconds(suites.stream().mapToLong(Suite::nanos).sum()));
    xml.append(">\n");
    for (int i = 0; i < suites.size(); i++) {
      write(suites.get(i), i);
    }
    return xml.append("</testsuites>\n").toString();
  }

  private void write(Suite suite, int id) {
    xml.append("  <testsuite");
    attribute("name", suite.name());
    attribute("tests", suite.cases().size());
    attribute("failures", suite.count(Outcome.FAILED));
    attribute("errors", suite.count(Outcome.ERROR));
    attribute("skipped", suite.count(Outcome.SKIPPED));
    attribute("time", seconds(suite.nanos()));
    attribute("id", id);
    xml.append(">\n    <properties>\n");
    property("file", suite.file());
    property("seed", Long.toString(suite.seed()));
    xml.append("    </properties>\n");
    suite.cases().forEach(each -> write(suite, each));
    xml.append("  </testsuite>\n");
  }

  private void property(String name, String value) {
    xml.append("      <property");
    attribute("name", name);
    attribute("value", value);
    xml.append("/>\n");
  }

  private void write(Suite suite, Case each) {
    xml.append("    <testcase");
    attribute("name", each.name());
    attribute("classname", suite.name());
    attribute("time", seconds(each.nanos()));
    xml.append(">\n");
    switch (each.outcome()) {
      case PASSED -> {}
      case SKIPPED -> {
        xml.append("      <skipped");
        attribute("message", each.reason());
        xml.append("/>\n");
      }
      case FAILED -> failure("failure", suite, each);
      case ERROR -> failure("error", suite, each);
    }
    if (!each.terminal().isEmpty()) {
      xml.append("      <system-out>")
          .append(XmlText.of(each.terminal()))
          .append("</system-out>\n");
    }
    xml.append("    </testcase>\n");
  }

  /** GitLab shows the text alone: it begins with the place and the line that says most. */
  private void failure(String element, Suite suite, Case each) {
    Failure failure = Objects.requireNonNull(each.failure());
    xml.append("      <").append(element);
    attribute("type", failure.rule().id());
    attribute("message", failure.headline());
    xml.append('>').append(XmlText.of(each.position() + ": " + failure.headline() + "\n"));
    xml.append(XmlText.of("in " + suite.name() + ", " + each.name() + "\n"));
    failure.lines().forEach(line -> xml.append(XmlText.of(line)).append('\n'));
    xml.append("</").append(element).append(">\n");
  }

  /** Whole milliseconds: Jenkins' newest schema has no room for more places. */
  private static String seconds(long nanos) {
    String instant = Spans.instant(nanos);
    return instant.substring(0, instant.length() - 6);
  }

  private void attribute(String name, long value) {
    attribute(name, Long.toString(value));
  }

  private void attribute(String name, String value) {
    xml.append(' ').append(name).append("=\"").append(XmlText.attribute(value)).append('"');
  }
}
