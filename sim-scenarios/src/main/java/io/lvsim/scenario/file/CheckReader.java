package io.lvsim.scenario.file;

import io.lvsim.scenario.Check;
import io.lvsim.scenario.Count;
import io.lvsim.scenario.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code check:}, a list of what must hold. */
final class CheckReader {
  private final Reading reading;
  private final Stations stations;

  CheckReader(Reading reading, Stations stations) {
    this.reading = reading;
    this.stations = stations;
  }

  List<Check> readAll(Value value) {
    List<Check> checks = new ArrayList<>();
    List<Value> elements =
        value.isMapping() ? List.of(value) : value.list("a list of checks like [bypassed: 0]");
    for (Value element : elements) {
      Fields fields = Fields.of(element, Shapes.CHECK);
      for (String name : Shapes.CHECK.fields()) {
        fields.get(name).ifPresent(what -> checks.add(check(name, fields.positionOf(name), what)));
      }
    }
    return List.copyOf(checks);
  }

  private Check check(String name, Position position, Value value) {
    return switch (name) {
      case "neighbor" -> neighbor(position, Fields.of(value, Shapes.NEIGHBOR));
      case "served" -> new Check.Served(position, counts(value, "{ rs1: 0, rs2: 5 }"));
      case "bypassed" -> bypassed(position, value);
      case "connections" -> connections(position, Fields.of(value, Shapes.CONNECTIONS));
      case "servers" -> servers(position, Fields.of(value, Shapes.SERVERS));
      case "arp-answered" -> arpAnswered(position, Fields.of(value, Shapes.ARP_ANSWERED));
      case "switch-table" -> switchTable(position, Fields.of(value, Shapes.SWITCH_TABLE));
      case "file" -> file(position, Fields.of(value, Shapes.FILE));
      default -> sysctl(position, Fields.of(value, Shapes.SYSCTL));
    };
  }

  private Check neighbor(Position position, Fields fields) {
    return new Check.Neighbor(
        position,
        machine(fields),
        fields.required("address", Scalars.ADDRESS).map(Scalars::address).orElse(0),
        fields
            .required("is", "a machine's name, a MAC address or none")
            .map(value -> stations.machineOrMac(value, "none"))
            .orElse(""));
  }

  private Map<String, Count> counts(Value value, String example) {
    Map<String, Count> counts = new LinkedHashMap<>();
    for (Value.Entry entry : value.entries("numbers by machine like " + example)) {
      stations.checkMachine(entry);
      counts.put(entry.key(), Scalars.count(entry.value()));
    }
    return counts;
  }

  private Check bypassed(Position position, Value value) {
    if (!stations.rolesKnown()) {
      reading
          .problems()
          .add(
              position,
              "'bypassed' in a topology where no VIP is on one host's NIC and on another's lo;"
                  + " expected 'vip', 'director' and 'real-servers' in the topology");
    }
    return new Check.Bypassed(position, Scalars.count(value));
  }

  private Check connections(Position position, Fields fields) {
    return new Check.Connections(
        position,
        machine(fields),
        fields.required("count", Scalars.COUNT).map(Scalars::count).orElse(Count.exactly(0)),
        fields.get("state").map(state -> state.text("a state like FIN_WAIT")).orElse(null),
        fields.get("server").map(Scalars::address).orElse(null),
        fields.get("templates").map(Scalars::truth).orElse(false));
  }

  private Check servers(Position position, Fields fields) {
    Map<String, Count> weights = new LinkedHashMap<>();
    fields
        .required("weights", "weights by address like { 192.168.2.191: 2 }")
        .ifPresent(value ->
            value
                .entries("weights by address like { 192.168.2.191: 2 }")
                .forEach(entry -> weights.put(entry.key(), Scalars.count(entry.value()))));
    return new Check.Servers(
        position,
        machine(fields),
        fields
            .get("service")
            .map(service -> service.text("a service like 192.168.2.188:80 or mark 10"))
            .orElse(null),
        weights);
  }

  private Check arpAnswered(Position position, Fields fields) {
    List<String> by = new ArrayList<>();
    fields
        .required("by", "a list of machines, [] for nobody")
        .ifPresent(value ->
            value
                .list("a list of machines, [] for nobody")
                .forEach(element -> by.add(stations.machine(element))));
    return new Check.ArpAnswered(
        position,
        fields.required("address", Scalars.ADDRESS).map(Scalars::address).orElse(0),
        List.copyOf(by));
  }

  private Check switchTable(Position position, Fields fields) {
    Map<String, String> ports = new LinkedHashMap<>();
    String expectation = "ports by machine or MAC like { rs1: rs1 }";
    fields
        .required("ports", expectation)
        .ifPresent(value -> {
          for (Value.Entry entry : value.entries(expectation)) {
            stations.checkMachineOrMac(entry);
            ports.put(entry.key(), entry.value().text("a port's name, or none"));
          }
        });
    return new Check.SwitchTable(position, stations.switchName(fields), ports);
  }

  private Check file(Position position, Fields fields) {
    if (!fields.has("contains") && !fields.has("lacks")) {
      fields.value().wrong("a file check of nothing; expected 'contains', 'lacks' or both");
    }
    return new Check.FileText(
        position,
        machine(fields),
        fields.required("path", "a path").map(path -> path.text("a path")).orElse(""),
        fields.get("contains").map(CheckReader::texts).orElse(List.of()),
        fields.get("lacks").map(CheckReader::texts).orElse(List.of()));
  }

  private static List<String> texts(Value value) {
    List<Value> elements = value.isList() ? value.list("texts") : List.of(value);
    return elements.stream().map(element -> element.text("a text").stripTrailing()).toList();
  }

  private Check sysctl(Position position, Fields fields) {
    return new Check.SysctlValue(
        position,
        machine(fields),
        fields.required("key", "a parameter's name").map(key -> key.text("a name")).orElse(""),
        fields.required("is", "a value").map(value -> value.text("a value")).orElse(""));
  }

  private String machine(Fields fields) {
    return fields.required("on", "the machine's name").map(stations::machine).orElse("");
  }
}
