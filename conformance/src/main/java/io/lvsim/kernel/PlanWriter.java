package io.lvsim.kernel;

import io.lvsim.engine.Nanos;
import io.lvsim.link.Cable;
import io.lvsim.scenario.Check;
import io.lvsim.scenario.FaultAction;
import io.lvsim.scenario.Scenario;
import io.lvsim.scenario.Step;
import io.lvsim.scenario.run.CommandLines;
import io.lvsim.topology.HostSpec;
import io.lvsim.topology.InterfaceSpec;
import io.lvsim.topology.LinkSpec;
import io.lvsim.topology.Topology;
import io.lvsim.wire.MacAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the plan that the agent on a real kernel carries out. */
final class PlanWriter {
  private final JsonMapper json = new JsonMapper();

  /**
   * The plan as JSON.
   *
   * @param scenarios no collections among them
   * @param looks whether the machines are looked at after every step, not only where a check asks
   */
  String plan(List<Scenario> scenarios, boolean setsClock, boolean looks) {
    ObjectNode plan = json.createObjectNode();
    plan.put("sets_clock", setsClock);
    ArrayNode labs = plan.putArray("labs");
    scenarios.forEach(scenario -> labs.add(lab(scenario, looks)));
    return plan.toString();
  }

  private ObjectNode lab(Scenario scenario, boolean looks) {
    Topology topology = Objects.requireNonNull(scenario.topology());
    ObjectNode lab = json.createObjectNode();
    lab.put("looks", looks);
    ArrayNode switches = lab.putArray("switches");
    topology
        .switches()
        .forEach(lan ->
            switches.addObject().put("name", lan.name()).put("aging", seconds(lan.agingNanos())));
    ArrayNode hosts = lab.putArray("hosts");
    topology.hosts().forEach(host -> hosts.add(host(host)));
    ArrayNode links = lab.putArray("links");
    topology.links().forEach(link -> links.add(quality(link)));
    ArrayNode steps = lab.putArray("steps");
    scenario.stepsOfRun().forEach(step -> steps.add(step(step, topology)));
    return lab;
  }

  private ObjectNode host(HostSpec spec) {
    HostPlan plan = new HostPlan(spec);
    ObjectNode host = json.createObjectNode();
    host.put("name", spec.name());
    ArrayNode interfaces = host.putArray("interfaces");
    for (InterfaceSpec nic : spec.interfaces()) {
      interfaces
          .addObject()
          .put("name", nic.name())
          .put("kind", nic.kind().name())
          .put("switch", nic.switchName())
          .put("peer", nic.peer())
          .put("port", plan.portName(nic))
          .put("mac", MacAddress.format(nic.mac()))
          .put("mtu", nic.mtu());
    }
    ArrayNode sysctls = host.putArray("sysctls");
    spec.sysctls().forEach(s -> sysctls.addArray().add(s.key()).add(s.value()));
    ArrayNode files = host.putArray("files");
    plan.files()
        .forEach((path, content) ->
            files
                .addArray()
                .add(path)
                .add(Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8))));
    strings(host.putArray("services"), spec.services());
    strings(host.putArray("devices"), plan.deviceCommands());
    strings(host.putArray("up"), plan.ipCommands());
    return host;
  }

  private static void strings(ArrayNode to, List<String> texts) {
    texts.forEach(to::add);
  }

  private static double seconds(long nanos) {
    return (double) nanos / Nanos.PER_SECOND;
  }

  private ObjectNode step(Step step, Topology topology) {
    ObjectNode node = json.createObjectNode();
    switch (step) {
      case Step.Run run -> {
        node.put("kind", "run").put("on", run.on()).put("seconds", seconds(run.timeoutNanos()));
        strings(node.putArray("commands"), CommandLines.split(run.script()));
      }
      case Step.Wait wait -> node.put("kind", "wait").put("seconds", seconds(wait.nanos()));
      case Step.Mark mark -> node.put("kind", "mark");
      case Step.Verify verify -> {
        node.put("kind", "look");
        want(node.putObject("want"), verify.checks());
      }
      case Step.Fault fault -> {
        node.put("kind", "fault");
        ArrayNode actions = node.putArray("actions");
        fault.actions().forEach(action -> faults(actions, action, topology));
      }
    }
    return node;
  }

  private static void want(ObjectNode want, List<Check> checks) {
    for (Check check : checks) {
      if (check instanceof Check.FileText file) {
        array(want, file.on(), "files").add(file.path());
      } else if (check instanceof Check.SysctlValue sysctl) {
        array(want, sysctl.on(), "settings").add(sysctl.key());
      }
    }
  }

  private static ArrayNode array(ObjectNode want, String machine, String field) {
    return want.withObjectProperty(machine).withArrayProperty(field);
  }

  private void faults(ArrayNode actions, FaultAction action, Topology topology) {
    switch (action) {
      case FaultAction.LinkState link ->
          actions.add(linkState(link.host(), link.interfaceName(), link.up()));
      case FaultAction.LinkLoss link ->
          actions.add(
              quality(specOf(topology, link.host(), link.interfaceName()))
                  .put("loss", link.loss()));
      case FaultAction.LinkDelay link ->
          actions.add(
              quality(specOf(topology, link.host(), link.interfaceName()))
                  .put("delay", seconds(link.nanos())));
      case FaultAction.LinkRate link ->
          actions.add(
              quality(specOf(topology, link.host(), link.interfaceName()))
                  .put("rate", link.bitsPerSecond()));
      case FaultAction.LinkClear link ->
          clear(actions, topology, link.host(), link.interfaceName());
      case FaultAction.HostPower host -> actions.add(power(host.host(), host.on()));
      case FaultAction.Clear clear -> {
        for (HostSpec host : topology.hosts()) {
          actions.add(power(host.name(), true));
          for (InterfaceSpec nic : host.interfaces()) {
            if (nic.kind() == InterfaceSpec.Kind.WIRE) {
              clear(actions, topology, host.name(), nic.name());
            }
          }
        }
      }
    }
  }

  private void clear(ArrayNode actions, Topology topology, String host, String nic) {
    actions.add(linkState(host, nic, true));
    actions.add(quality(specOf(topology, host, nic)));
  }

  private ObjectNode linkState(String host, String nic, boolean up) {
    return json.createObjectNode()
        .put("kind", "link")
        .put("host", host)
        .put("nic", nic)
        .put("up", up);
  }

  private ObjectNode power(String host, boolean on) {
    return json.createObjectNode().put("kind", "power").put("host", host).put("on", on);
  }

  private static LinkSpec specOf(Topology topology, String host, String nic) {
    for (LinkSpec link : topology.links()) {
      if (link.host().equals(host) && link.interfaceName().equals(nic)) {
        return link;
      }
    }
    return new LinkSpec(
        host,
        nic,
        Cable.DEFAULT_DELAY_NANOS,
        Cable.DEFAULT_RATE_BITS_PER_SECOND,
        0,
        Cable.DEFAULT_QUEUE_FRAMES);
  }

  /** An ordinary cable is left as it is: a veth pair, which takes no time. */
  private ObjectNode quality(LinkSpec link) {
    boolean ordinaryDelay = link.delayNanos() == Cable.DEFAULT_DELAY_NANOS;
    boolean ordinaryRate = link.rateBitsPerSecond() == Cable.DEFAULT_RATE_BITS_PER_SECOND;
    return json.createObjectNode()
        .put("kind", "quality")
        .put("host", link.host())
        .put("nic", link.interfaceName())
        .put("delay", ordinaryDelay ? 0 : seconds(link.delayNanos()))
        .put("rate", ordinaryRate ? 0 : link.rateBitsPerSecond())
        .put("loss", link.loss());
  }
}
