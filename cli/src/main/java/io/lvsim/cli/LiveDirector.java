package io.lvsim.cli;

import io.lvsim.engine.Simulation;
import io.lvsim.host.HostException;
import io.lvsim.host.Interface;
import io.lvsim.host.InterfaceAddress;
import io.lvsim.ipvs.VirtualService;
import io.lvsim.lab.Lab;
import io.lvsim.lab.Machine;
import io.lvsim.lab.OperatingSystem;
import io.lvsim.link.Port;
import io.lvsim.live.MachineInterface;
import io.lvsim.live.MachineRoutes;
import io.lvsim.process.Process;
import io.lvsim.shell.Shell;
import io.lvsim.topology.AddressSpec;
import io.lvsim.topology.HostSpec;
import io.lvsim.topology.InterfaceSpec;
import io.lvsim.topology.LabBuilder;
import io.lvsim.topology.RouteSpec;
import io.lvsim.topology.SysctlSpec;
import io.lvsim.topology.Topology;
import io.lvsim.topology.TopologyException;
import io.lvsim.wire.Ipv4Address;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The simulator's director with one interface that looks like one of this machine: same name, MAC,
 * MTU and gateways. It is set up by the lab's own commands.
 */
final class LiveDirector {
  private static final String NAME = "director";

  private final LabBuilder builder;
  private final String interfaceName;

  /**
   * @param like the interface of this machine
   * @param dip the director's own address there
   */
  LiveDirector(MachineInterface like, MachineInterface.Address dip, long seed) throws BadInput {
    interfaceName = like.name();
    try {
      builder = LabBuilder.start(topology(like, dip), new Simulation(seed));
    } catch (TopologyException e) {
      throw new BadInput(e.where() + ": " + e.getMessage());
    }
  }

  private static Topology topology(MachineInterface like, MachineInterface.Address dip) {
    AddressSpec address =
        new AddressSpec(
            dip.address(), dip.prefixLength(), InterfaceAddress.SCOPE_GLOBAL, like.name());
    InterfaceSpec nic =
        new InterfaceSpec(
            like.name(),
            InterfaceSpec.Kind.WIRE,
            null,
            null,
            like.mac(),
            List.of(address),
            0,
            like.mtu(),
            true);
    List<RouteSpec> routes =
        MachineRoutes.through(like.name()).stream()
            .filter(route -> isOnLink(route.gateway(), dip))
            .map(route -> routeSpec(route, like.name()))
            .toList();
    HostSpec director =
        new HostSpec(
            NAME,
            OperatingSystem.DEBIAN_12,
            List.of(nic),
            List.of(new SysctlSpec("net.ipv4.ip_forward", "1")),
            List.of(),
            null,
            null,
            List.of(),
            routes);
    return new Topology(List.of(), List.of(director), List.of(), null);
  }

  private static boolean isOnLink(int gateway, MachineInterface.Address dip) {
    return Ipv4Address.inPrefix(gateway, dip.address(), dip.prefixLength());
  }

  private static RouteSpec routeSpec(MachineRoutes.Route route, String device) {
    return new RouteSpec(
        route.prefix(), route.prefixLength(), route.gateway(), device, 0, route.metric());
  }

  Lab lab() {
    return builder.lab();
  }

  Simulation simulation() {
    return lab().simulation();
  }

  Machine machine() {
    return Objects.requireNonNull(lab().machine(NAME));
  }

  /** The interface that the NIC is plugged into. */
  Interface nic() {
    return Objects.requireNonNull(machine().host().interfaceNamed(interfaceName));
  }

  Port port() {
    return Objects.requireNonNull(nic().port());
  }

  /** Gives it a virtual address, as {@code ip addr add ADDRESS/32} does. */
  void addVip(int address) throws BadInput {
    try {
      nic().addAddress(address, 32, 0, InterfaceAddress.SCOPE_GLOBAL, interfaceName);
    } catch (HostException e) {
      throw new BadInput(Ipv4Address.format(address) + " is refused: " + e.getMessage());
    }
  }

  /**
   * Runs one of its commands before the clock begins to run.
   *
   * @param script of which a file's text is standard input
   * @param what is being loaded, for the message if it fails
   */
  void load(String script, String input, String what) throws BadInput {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Process process = start(script, input, output::writeBytes, output::writeBytes);
    while (!process.ended()) {
      if (!simulation().step(Long.MAX_VALUE)) {
        throw new BadInput(what + ": " + script + " never ends");
      }
    }
    if (process.exitStatus() != 0) {
      String said = output.toString(StandardCharsets.UTF_8).strip();
      throw new BadInput(what + ": " + (said.isEmpty() ? script + " failed" : said));
    }
  }

  /** What one of its commands prints, before the clock begins to run. */
  String ask(String script) throws BadInput {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Process process = start(script, "", output::writeBytes, output::writeBytes);
    while (!process.ended() && simulation().step(Long.MAX_VALUE)) {
      // each step does its own work
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  /** Puts a file on its disk. */
  void writeFile(String path, String text) {
    try {
      machine().files().makeDirectory(path.substring(0, path.lastIndexOf('/')));
      machine().files().write(path, text.getBytes(StandardCharsets.UTF_8));
    } catch (HostException e) {
      throw new IllegalStateException(path, e);
    }
  }

  /** Starts one of its commands, with a text as standard input. */
  Process start(String script, String input, Consumer<byte[]> out, Consumer<byte[]> err) {
    String file = "/run/lvsim-input";
    writeFile(file, input);
    Shell shell = new Shell(machine(), builder.commands());
    return machine()
        .processes()
        .begin(() -> shell.start(script + " < " + file, out::accept, err::accept));
  }

  /** Ends what still runs on it. */
  void killAll() {
    machine().processes().kill(9);
    simulation().runUntil(simulation().now());
  }

  /** The addresses of its services, in order; those by firewall mark have none. */
  TreeSet<Integer> serviceAddresses() {
    TreeSet<Integer> addresses = new TreeSet<>(Integer::compareUnsigned);
    for (VirtualService service : machine().ipvs().services()) {
      if (service.key().address() != 0) {
        addresses.add(service.key().address());
      }
    }
    return addresses;
  }

  /** The addresses of its real servers, in order. */
  TreeSet<Integer> serverAddresses() {
    TreeSet<Integer> addresses = new TreeSet<>(Integer::compareUnsigned);
    for (VirtualService service : machine().ipvs().services()) {
      service.servers().forEach(server -> addresses.add(server.address()));
    }
    return addresses;
  }
}
