package io.lvsim.scenario.file;

import io.lvsim.lab.OperatingSystem;
import io.lvsim.link.Cable;
import io.lvsim.topology.LinkSpec;
import io.lvsim.topology.Topology;
import java.util.Arrays;
import java.util.List;

/** Reads {@code topology:}, spelled out or by a preset or both. */
final class TopologyReader {
  private static final List<String> PRESETS = List.of("dr-lan");
  private static final List<String> ONLY_WITH_PRESET =
      List.of("clients", "listeners", "router", "prefix", "arp");

  private final Reading reading;

  TopologyReader(Reading reading) {
    this.reading = reading;
  }

  Topology read(Value value) {
    Fields fields = Fields.of(value, Shapes.TOPOLOGY);
    TopologyDraft draft = new TopologyDraft(value.position());
    fields.get("os").ifPresent(os -> draft.os = os(os));
    if (fields.has("preset")) {
      fields.get("preset").ifPresent(preset -> Scalars.choice(preset, PRESETS));
      new DrLanPreset(reading, fields, draft).expand();
    } else {
      refusePresetFields(fields);
    }
    fields.get("switches").ifPresent(switches -> readSwitches(switches, draft));
    if (!fields.has("preset")) {
      fields.required("hosts", "the machines by name, or 'preset: dr-lan'");
    }
    fields.get("hosts").ifPresent(hosts -> readHosts(hosts, draft));
    new MacRule(draft).apply();
    new TopologyRules(reading, draft).check();
    fields.get("links").ifPresent(links -> readLinks(links, draft));
    if (!fields.has("preset")) {
      new RoleFinder(fields, draft).find();
    }
    return draft.topology();
  }

  private void refusePresetFields(Fields fields) {
    for (String name : ONLY_WITH_PRESET) {
      if (fields.has(name)) {
        reading
            .problems()
            .add(
                fields.positionOf(name),
                "'" + name + "' belongs to a preset; expected 'preset: dr-lan' beside it");
      }
    }
  }

  static OperatingSystem os(Value value) {
    List<String> names =
        Arrays.stream(OperatingSystem.values()).map(OperatingSystem::scenarioName).toList();
    String name = Scalars.choice(value, names);
    return OperatingSystem.values()[names.indexOf(name)];
  }

  private void readSwitches(Value value, TopologyDraft draft) {
    for (Value.Entry entry : value.entries("switches by name, like { lan: { aging: 300s } }")) {
      Names.checkStation(reading, entry.position(), entry.key());
      draft.addSwitch(entry.key());
      if (!entry.value().isNothing()) {
        Fields fields = Fields.of(entry.value(), Shapes.SWITCH);
        fields
            .get("aging")
            .ifPresent(
                aging -> draft.switchAgingNanos.put(entry.key(), Scalars.durationNanos(aging)));
      }
    }
  }

  private void readHosts(Value value, TopologyDraft draft) {
    for (Value.Entry entry : value.entries("hosts by name, like { rs1: { interfaces: ... } }")) {
      Names.checkStation(reading, entry.position(), entry.key());
      HostDraft host = draft.addHost(entry.key(), entry.position());
      if (!entry.value().isNothing()) {
        new HostReader(reading, host).read(entry.value());
      }
    }
  }

  private void readLinks(Value value, TopologyDraft draft) {
    String expectation = "links by interface, like { rs1.eth0: { delay: 10us } }";
    for (Value.Entry entry : value.entries(expectation)) {
      Fields fields = Fields.of(entry.value(), Shapes.LINK);
      Names.Plug plug = PlugFinder.find(reading, entry.position(), entry.key(), draft.topology());
      if (plug != null) {
        draft.links.add(link(plug, fields));
      }
    }
  }

  private static LinkSpec link(Names.Plug plug, Fields fields) {
    return new LinkSpec(
        plug.host(),
        plug.interfaceName(),
        fields.get("delay").map(Scalars::durationNanos).orElse(Cable.DEFAULT_DELAY_NANOS),
        fields.get("rate").map(Scalars::rate).orElse(Cable.DEFAULT_RATE_BITS_PER_SECOND),
        fields.get("loss").map(Scalars::loss).orElse(0.0),
        fields
            .get("queue")
            .map(queue -> (int) Scalars.number(queue, 1, 1_000_000))
            .orElse(Cable.DEFAULT_QUEUE_FRAMES));
  }
}
