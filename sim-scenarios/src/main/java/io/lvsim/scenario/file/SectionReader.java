package io.lvsim.scenario.file;

import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.ScenarioException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code sections:}, the scenario files that a collection runs one after the other. */
final class SectionReader {
  private static final int MAXIMUM_NESTING = 4;
  private static final int MAXIMUM_SECTIONS = 200;

  private final Reading reading;
  private final List<String> ancestors;

  SectionReader(Reading reading, List<String> ancestors) {
    this.reading = reading;
    this.ancestors = new ArrayList<>(ancestors);
    this.ancestors.add(reading.source().file());
  }

  List<Scenario> read(Value value) {
    List<Value> elements = value.list("a list of scenario files like [rr.lvs.yaml]");
    if (elements.size() > MAXIMUM_SECTIONS) {
      value.wrong("more than " + MAXIMUM_SECTIONS + " sections; expected fewer");
      return List.of();
    }
    if (elements.isEmpty() && value.isList()) {
      value.wrong("'sections' is empty; expected at least one scenario file");
    }
    List<Scenario> sections = new ArrayList<>();
    for (Value element : elements) {
      readOne(element, sections);
    }
    return List.copyOf(sections);
  }

  private void readOne(Value element, List<Scenario> sections) {
    if (!element.isText()) {
      element.expected("a scenario file like rr.lvs.yaml");
      return;
    }
    String path = element.written();
    String file = reading.files().displayName(path);
    if (ancestors.contains(file) || ancestors.size() >= MAXIMUM_NESTING) {
      element.wrong(
          "section "
              + path
              + " leads back to its collection, or is nested deeper than "
              + MAXIMUM_NESTING
              + " collections; expected a scenario of its own");
      return;
    }
    try {
      byte[] content = reading.files().read(path);
      sections.add(ScenarioReader.read(file, content, reading.files().beside(path), ancestors));
    } catch (IOException e) {
      element.wrong("cannot read the section: " + e.getMessage());
    } catch (ScenarioException e) {
      e.problems()
          .forEach(problem -> reading.problems().add(problem.position(), problem.message()));
    }
  }
}
