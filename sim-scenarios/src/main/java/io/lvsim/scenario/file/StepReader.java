package io.lvsim.scenario.file;

import io.lvsim.engine.Nanos;
import io.lvsim.scenario.Step;
import io.lvsim.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads {@code steps:}. */
final class StepReader {
  /** How long a script may take when the step does not say. */
  static final long DEFAULT_TIMEOUT_NANOS = Nanos.seconds(3600);

  private static final Map<String, Shape> SHAPES = new LinkedHashMap<>();

  static {
    SHAPES.put("run", Shapes.RUN);
    SHAPES.put("wait", Shapes.WAIT);
    SHAPES.put("fault", Shapes.FAULT_STEP);
    SHAPES.put("check", Shapes.CHECK_STEP);
    SHAPES.put("mark", Shapes.MARK);
  }

  private final Reading reading;
  private final Stations stations;
  private final CheckReader checks;
  private final FaultReader faults;

  StepReader(Reading reading, @Nullable Topology topology) {
    this.reading = reading;
    stations = new Stations(reading, topology);
    checks = new CheckReader(reading, stations);
    faults = new FaultReader(stations);
  }

  CheckReader checks() {
    return checks;
  }

  List<Step> readAll(Value value) {
    List<Step> steps = new ArrayList<>();
    for (Value element : value.list("a list of steps")) {
      read(element, steps);
    }
    return List.copyOf(steps);
  }

  private void read(Value value, List<Step> steps) {
    List<String> kinds = SHAPES.keySet().stream().filter(kind -> hasKey(value, kind)).toList();
    if (kinds.size() > 1) {
      value.wrong(
          "a step with both '"
              + kinds.get(0)
              + "' and '"
              + kinds.get(1)
              + "'; expected one step for each");
      return;
    }
    if (kinds.isEmpty()) {
      noKind(value);
      return;
    }
    Fields fields = Fields.of(value, shape(kinds.getFirst()));
    steps.add(step(kinds.getFirst(), fields));
  }

  private static Shape shape(String kind) {
    return SHAPES.getOrDefault(kind, Shapes.RUN);
  }

  /** A step that has only the fields around a run, or a mistyped one, or nothing at all. */
  private void noKind(Value value) {
    if (!value.isMapping()) {
      value.expected("a step like { on: client, run: curl 192.168.2.188 }");
    } else if (hasKey(value, "on") || hasKey(value, "expect")) {
      Fields.of(value, Shapes.RUN).required("run", "what is typed");
    } else {
      Fields.of(value, new Shape("step", "a step", List.copyOf(SHAPES.keySet())));
      if (value.entries("a step").isEmpty()) {
        value.wrong("an empty step; expected one of " + String.join(", ", SHAPES.keySet()));
      }
    }
  }

  private static boolean hasKey(Value value, String name) {
    return value.node() instanceof MappingNode mapping
        && mapping.getValue().stream()
            .anyMatch(tuple ->
                tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name));
  }

  private Step step(String kind, Fields fields) {
    String note = fields.get("note").map(text -> text.text("a text")).orElse("");
    return switch (kind) {
      case "wait" ->
          new Step.Wait(
              fields.position(), note, fields.get(kind).map(Scalars::durationNanos).orElse(0L));
      case "fault" ->
          new Step.Fault(
              fields.position(), note, fields.get(kind).map(faults::readAll).orElse(List.of()));
      case "check" ->
          new Step.Verify(
              fields.position(), note, fields.get(kind).map(checks::readAll).orElse(List.of()));
      case "mark" ->
          new Step.Mark(
              fields.position(),
              note,
              fields.get(kind).map(name -> name.text("a name for what follows")).orElse(""));
      default -> run(fields, note);
    };
  }

  private Step run(Fields fields, String note) {
    String on = fields.required("on", "the machine's name").map(stations::machine).orElse("");
    String script = fields.get("run").map(this::script).orElse("");
    return new Step.Run(
        fields.position(),
        note,
        on,
        script,
        fields.get("expect").map(ExpectationReader::read).orElse(null),
        fields.get("status").map(status -> (int) Scalars.number(status, 0, 255)).orElse(null),
        fields.get("timeout").map(Scalars::durationNanos).orElse(DEFAULT_TIMEOUT_NANOS));
  }

  private String script(Value value) {
    String script = value.text("what is typed, in the lab shell's language");
    ScriptCheck.check(reading, value, script);
    return script;
  }
}
