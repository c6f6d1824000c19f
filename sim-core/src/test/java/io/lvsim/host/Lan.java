package io.lvsim.host;

import io.lvsim.engine.Simulation;
import io.lvsim.link.Cable;
import io.lvsim.link.Port;
import io.lvsim.link.Switch;
import io.lvsim.trace.Decision;
import io.lvsim.trace.Trace;
import io.lvsim.trace.TraceListener;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A LAN round one switch for tests; hosts are plugged in the order in which they are made. */
final class Lan implements TraceListener {
  final Simulation simulation = new Simulation(1);
  final Trace trace = new Trace(simulation);
  final Switch lan = new Switch(simulation, trace, "lan");
  final List<String> decisions = new ArrayList<>();

  /** Lets the decisions be written down. */
  Lan listening() {
    trace.add(this);
    return this;
  }

  /** A host with eth0, an address with a /24, and the MAC that follows from the address. */
  Host host(String name, String address) {
    Host host = new Host(simulation, trace, name);
    plug(host, "eth0", address);
    return host;
  }

  Interface plug(Host host, String name, String address) {
    Port port = new Port(host.name(), name, trace);
    new Cable(simulation, trace, port, lan.addPort(host.name() + "-" + name));
    Interface added = host.addInterface(name, macOf(address), port);
    add(added, address, 24);
    return added;
  }

  static void add(Interface on, String address, int prefixLength) {
    add(on, address, prefixLength, InterfaceAddress.SCOPE_GLOBAL);
  }

  static void add(Interface on, String address, int prefixLength, int scope) {
    try {
      on.addAddress(Ipv4Address.parse(address), prefixLength, 0, scope, on.name());
    } catch (HostException e) {
      throw new AssertionError(e);
    }
  }

  static void setAll(Host host, String setting, int value) {
    set(host, "net.ipv4.conf.all." + setting, value);
  }

  static void set(Host host, String key, int value) {
    try {
      host.sysctl().write(key, Integer.toString(value));
    } catch (HostException e) {
      throw new AssertionError(key, e);
    }
  }

  static Interface eth0(Host host) {
    Interface eth0 = host.interfaceNamed("eth0");
    if (eth0 == null) {
      throw new AssertionError(host.name() + " has no eth0");
    }
    return eth0;
  }

  static void gateway(Host host, String gateway) {
    Route route =
        new Route(Route.Type.UNICAST, 0, 0, null, ip(gateway), 0, 0, 0, "boot", Route.MAIN_TABLE);
    try {
      host.routes().add(route);
    } catch (HostException e) {
      throw new AssertionError(e);
    }
  }

  static int ip(String address) {
    return Ipv4Address.parse(address);
  }

  /** 192.168.2.191 is 02:00:00:00:01:91. */
  static long macOf(String address) {
    int last = Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
    return MacAddress.parse("02:00:00:00:%02d:%02d".formatted(last / 100, last % 100));
  }

  /** The neighbour's MAC and state as ip neigh shows them; "unknown" for none. */
  static String neighbor(Host host, String address) {
    NeighborEntry entry = host.neighbors().find(ip(address), eth0(host));
    if (entry == null) {
      return "unknown";
    }
    return (entry.state().isValid() ? "lladdr " + MacAddress.format(entry.mac()) + " " : "")
        + entry.state();
  }

  @Override
  public void decided(long nowNanos, String node, Decision decision, byte @Nullable [] frame) {
    decisions.add(node + ": " + decision.reason());
  }
}
