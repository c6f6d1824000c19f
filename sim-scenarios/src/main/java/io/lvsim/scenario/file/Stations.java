package io.lvsim.scenario.file;

import io.lvsim.topology.SwitchSpec;
import io.lvsim.topology.Topology;
import io.lvsim.wire.MacAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The machines and switches that steps may name. */
final class Stations {
  private final Reading reading;
  private final @Nullable Topology topology;

  Stations(Reading reading, @Nullable Topology topology) {
    this.reading = reading;
    boolean known = topology != null && !topology.hosts().isEmpty();
    this.topology = known ? topology : null;
  }

  /** Whether it is known who plays which part. */
  boolean rolesKnown() {
    return topology == null || topology.roles() != null;
  }

  /** The name of a machine. */
  String machine(Value value) {
    String name = value.text("a machine's name like rs1");
    if (value.isText() && topology != null) {
      HostFinder.find(reading, value.position(), name, topology);
    }
    return name;
  }

  /** The name of a machine that is a key. */
  void checkMachine(Value.Entry entry) {
    if (topology != null) {
      HostFinder.find(reading, entry.position(), entry.key(), topology);
    }
  }

  /** A machine's name, a MAC address or a word such as none. */
  String machineOrMac(Value value, String word) {
    String text = value.text("a machine's name, a MAC address or " + word);
    if (text.equals(word)) {
      return text;
    }
    if (text.indexOf(':') >= 0) {
      Scalars.mac(value);
      return text;
    }
    return machine(value);
  }

  /** A key that is a machine's name or a MAC address. */
  void checkMachineOrMac(Value.Entry entry) {
    if (entry.key().indexOf(':') < 0) {
      checkMachine(entry);
      return;
    }
    try {
      MacAddress.parse(entry.key());
    } catch (IllegalArgumentException e) {
      reading
          .problems()
          .add(entry.position(), "'" + entry.key() + "' is no key; expected " + Scalars.MAC);
    }
  }

  /** The interface with a cable that a text such as rs1.eth0 names; null if there is none. */
  Names.@Nullable Plug plug(Value value) {
    String text = value.text("a link like rs1.eth0");
    if (topology == null || !value.isText()) {
      return null;
    }
    return PlugFinder.find(reading, value.position(), text, topology);
  }

  /** The name of a switch; that of the only one when none is given. */
  String switchName(Fields fields) {
    List<String> names =
        topology == null ? List.of() : topology.switches().stream().map(SwitchSpec::name).toList();
    if (names.size() == 1 && !fields.has("switch")) {
      return names.getFirst();
    }
    String name =
        fields.required("switch", "a switch's name").map(v -> v.text("a switch's name")).orElse("");
    if (!names.contains(name) && fields.has("switch") && topology != null) {
      reading
          .problems()
          .add(
              fields.positionOf("switch"),
              "there is no switch '" + name + "'" + Suggestion.phrase(name, names));
    }
    return name;
  }
}
