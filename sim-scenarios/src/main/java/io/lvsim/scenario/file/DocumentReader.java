package io.lvsim.scenario.file;

import io.lvsim.scenario.Check;
import io.lvsim.scenario.ClockKind;
import io.lvsim.scenario.Exercise;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.topology.Topology;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a whole scenario file. */
final class DocumentReader {
  private static final List<String> KERNELS = List.of("6.1");
  private static final String SUFFIX = ".lvs.yaml";

  private final Reading reading;
  private final List<String> ancestors;

  DocumentReader(Reading reading, List<String> ancestors) {
    this.reading = reading;
    this.ancestors = ancestors;
  }

  Scenario read(Node root) {
    Fields fields = Fields.of(new Value(reading, root, "the file"), Shapes.SCENARIO);
    List<Scenario> sections =
        fields
            .get("sections")
            .map(value -> new SectionReader(reading, ancestors).read(value))
            .orElse(List.of());
    Topology topology = topology(fields);
    StepReader steps = new StepReader(reading, topology);
    return new Scenario(
        reading.source().file(),
        name(fields),
        fields.get("description").map(text -> text.text("a text")).orElse(""),
        fields
            .get("seed")
            .map(seed -> Scalars.number(seed, 0, 999_999_999_999_999_999L))
            .orElse(1L),
        fields.get("kernel").map(kernel -> Scalars.choice(kernel, KERNELS)).orElse("6.1"),
        clock(fields),
        topology,
        steps(fields, steps),
        fields.get("exercise").map(exercise -> exercise(exercise, steps)).orElse(null),
        sections);
  }

  private @Nullable Topology topology(Fields fields) {
    if (fields.has("sections")) {
      for (String name : List.of("topology", "steps", "exercise")) {
        refuseBesideSections(fields, name);
      }
      return null;
    }
    Optional<Value> topology =
        fields.required("topology", "the machines, for instance { preset: dr-lan }");
    return topology.map(value -> new TopologyReader(reading).read(value)).orElse(null);
  }

  private void refuseBesideSections(Fields fields, String name) {
    if (fields.has(name)) {
      reading
          .problems()
          .add(
              fields.positionOf(name),
              "'" + name + "' beside 'sections'; expected it in the sections' own files");
    }
  }

  private String name(Fields fields) {
    return fields
        .get("name")
        .map(name -> name.text("one line of text").strip())
        .orElseGet(() -> nameOfFile(reading.source().file()));
  }

  private static String nameOfFile(String file) {
    String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    return last.endsWith(SUFFIX) ? last.substring(0, last.length() - SUFFIX.length()) : last;
  }

  private static ClockKind clock(Fields fields) {
    return fields
        .get("clock")
        .map(clock -> Scalars.choice(clock, List.of("virtual", "real")))
        .map(clock -> clock.equals("real") ? ClockKind.REAL : ClockKind.VIRTUAL)
        .orElse(ClockKind.VIRTUAL);
  }

  private static List<Step> steps(Fields fields, StepReader steps) {
    if (!fields.has("sections") && !fields.has("exercise")) {
      fields.required("steps", "a list of steps, for instance [{ on: client, run: ... }]");
    }
    return fields.get("steps").map(steps::readAll).orElse(List.of());
  }

  private static Exercise exercise(Value value, StepReader steps) {
    Fields fields = Fields.of(value, Shapes.EXERCISE);
    String task =
        fields
            .required("task", "what the learner is asked to do")
            .map(DocumentReader::prose)
            .orElse("");
    List<Check> goal =
        fields
            .required("goal", "checks that must hold")
            .map(steps.checks()::readAll)
            .orElse(List.of());
    return new Exercise(
        task,
        fields.get("start").map(steps::readAll).orElse(List.of()),
        goal,
        fields.get("hints").map(DocumentReader::hints).orElse(List.of()));
  }

  private static String prose(Value value) {
    return value.text("a text");
  }

  private static List<String> hints(Value value) {
    return value.list("a list of texts").stream().map(DocumentReader::prose).toList();
  }
}
