package io.lvsim.topology;

import io.lvsim.command.AllCommands;
import io.lvsim.engine.Simulation;
import io.lvsim.files.FileTree;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;
import io.lvsim.link.Switch;
import io.lvsim.shell.CommandTable;
import io.lvsim.trace.Trace;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Builds the lab that a topology describes, and boots single machines of it again.
 *
 * <p>Cables are plugged in the order of the hosts and of their interfaces: a switch floods to the
 * port plugged last first.
 */
public final class LabBuilder {
  private final Topology topology;
  private final Lab lab;
  private final Map<String, Port> ports = new LinkedHashMap<>();
  private final CommandTable commands = AllCommands.table();

  private LabBuilder(Topology topology, Lab lab) {
    this.topology = topology;
    this.lab = lab;
  }

  /**
   * Builds it: every machine is up and its services run, and no time has passed.
   *
   * @throws TopologyException if a machine refuses something
   */
  public static Lab build(Topology topology, Simulation simulation) throws TopologyException {
    return start(topology, simulation).lab;
  }

  /**
   * Builds it, and stays at hand to boot machines again.
   *
   * @throws TopologyException if a machine refuses something
   */
  public static LabBuilder start(Topology topology, Simulation simulation)
      throws TopologyException {
    LabBuilder builder = new LabBuilder(topology, new Lab(simulation, new Trace(simulation)));
    builder.bootAll(true);
    return builder;
  }

  /**
   * Boots every machine once without its services, to see whether the machines refuse anything.
   *
   * @throws TopologyException if a machine refuses something
   */
  public static void check(Topology topology, Simulation simulation) throws TopologyException {
    new LabBuilder(topology, new Lab(simulation, new Trace(simulation))).bootAll(false);
  }

  /** The commands of all machines. */
  public CommandTable commands() {
    return commands;
  }

  /** The lab that was built. */
  public Lab lab() {
    return lab;
  }

  /**
   * Boots a machine that has been powered off: its kernel starts anew, its disk is as it was left.
   *
   * @return the machine that now stands in its place
   * @throws TopologyException if the machine refuses something
   */
  public Machine bootAgain(String name) throws TopologyException {
    HostSpec spec = topology.host(name);
    Machine old = lab.machine(name);
    if (spec == null || old == null) {
      throw new TopologyException("hosts." + name, "there is no host " + name);
    }
    Machine machine = boot(spec, old.files(), false);
    Services.install(machine, spec, commands);
    Services.start(machine, spec);
    return machine;
  }

  /** Gives the cable behind an interface the properties that the topology demands. */
  public void resetCable(String host, String interfaceName) {
    Cable cable = lab.cable(host, interfaceName);
    if (cable == null) {
      return;
    }
    cable.setUp(true);
    cable.setDelayNanos(Cable.DEFAULT_DELAY_NANOS);
    cable.setRateBitsPerSecond(Cable.DEFAULT_RATE_BITS_PER_SECOND);
    cable.setQueueFrames(Cable.DEFAULT_QUEUE_FRAMES);
    cable.setLoss(0);
    for (LinkSpec link : topology.links()) {
      if (lab.cable(link.host(), link.interfaceName()) == cable) {
        cable.setDelayNanos(link.delayNanos());
        cable.setRateBitsPerSecond(link.rateBitsPerSecond());
        cable.setQueueFrames(link.queueFrames());
        cable.setLoss(link.loss());
      }
    }
  }

  private void bootAll(boolean withServices) throws TopologyException {
    layCables();
    for (HostSpec host : topology.hosts()) {
      Machine machine = boot(host, new FileTree(lab.simulation()::now), true);
      Services.install(machine, host, commands);
      if (withServices) {
        Services.start(machine, host);
      }
    }
  }

  private void layCables() {
    for (SwitchSpec spec : topology.switches()) {
      Switch lan = new Switch(lab.simulation(), lab.trace(), spec.name());
      lan.setAgingNanos(spec.agingNanos());
      lab.add(lan);
    }
    for (HostSpec host : topology.hosts()) {
      for (InterfaceSpec nic : host.interfaces()) {
        if (nic.kind() == InterfaceSpec.Kind.WIRE) {
          plug(host, nic);
        }
      }
    }
    for (LinkSpec link : topology.links()) {
      resetCable(link.host(), link.interfaceName());
    }
  }

  private void plug(HostSpec host, InterfaceSpec nic) {
    String fullName = host.name() + "." + nic.name();
    Port port = new Port(host.name(), nic.name(), lab.trace());
    ports.put(fullName, port);
    String switchName = nic.switchName();
    Switch lan = switchName == null ? null : lab.switchNamed(switchName);
    Port far = lan == null ? ports.get(nic.peer()) : lan.addPort(portName(host, nic));
    if (far == null) {
      return; // the peer comes later and plugs the cable then
    }
    Cable cable = new Cable(lab.simulation(), lab.trace(), port, far);
    lab.add(host.name(), nic.name(), cable);
    if (lan == null) {
      lab.add(far.node(), far.name(), cable);
    }
  }

  /** A switch's port is named after the host behind it. */
  private static String portName(HostSpec host, InterfaceSpec nic) {
    long samePlace =
        host.interfaces().stream()
            .filter(
                other -> nic.switchName() != null && nic.switchName().equals(other.switchName()))
            .count();
    return samePlace > 1 ? host.name() + "-" + nic.name() : host.name();
  }

  private Machine boot(HostSpec spec, FileTree disk, boolean firstTime) throws TopologyException {
    Host host = new Host(lab.simulation(), lab.trace(), spec.name());
    Machine machine = new Machine(lab, host, spec.os(), disk);
    lab.add(machine);
    for (InterfaceSpec nic : spec.interfaces()) {
      addInterface(host, spec, nic);
    }
    if (firstTime) {
      Disk.install(machine, spec);
    }
    MachineSetup setup = new MachineSetup(machine, spec);
    setup.writeSysctls();
    setup.giveAddresses();
    setup.addRoutes();
    return machine;
  }

  private void addInterface(Host host, HostSpec spec, InterfaceSpec nic) {
    switch (nic.kind()) {
      case LOOPBACK -> setUp(host.lo(), nic);
      case DUMMY -> setUp(host.addDummy(nic.name(), nic.mac()), nic);
      case WIRE -> {
        Port port = ports.get(spec.name() + "." + nic.name());
        if (port != null) {
          setUp(host.addInterface(nic.name(), nic.mac(), port), nic);
        }
      }
    }
  }

  private static void setUp(Interface device, InterfaceSpec nic) {
    if (device.mtu() != nic.mtu()) {
      device.setMtu(nic.mtu());
    }
    if (device.isUp() != nic.up()) {
      device.setUp(nic.up());
    }
  }
}
