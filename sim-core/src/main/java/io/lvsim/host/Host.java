package io.lvsim.host;

import io.lvsim.engine.Simulation;
import io.lvsim.link.Port;
import io.lvsim.netfilter.MangleTable;
import io.lvsim.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Linux machine up to IPv4: lo (index 1) and what is added, at kernel defaults. */
public final class Host {
  public Host(Simulation simulation, Trace trace, String name) {
    throw new IllegalStateException("being built");
  }

  public String name() {
    throw new IllegalStateException("being built");
  }

  public Simulation simulation() {
    throw new IllegalStateException("being built");
  }

  public Trace trace() {
    throw new IllegalStateException("being built");
  }

  public Sysctl sysctl() {
    throw new IllegalStateException("being built");
  }

  public Interface lo() {
    throw new IllegalStateException("being built");
  }

  /** Adds a wire interface behind a port; index order is the order of adding; up. */
  public Interface addInterface(String name, long mac, Port port) {
    throw new IllegalStateException("being built");
  }

  /** Adds an interface of type dummy; down, as ip link add leaves it. */
  public Interface addDummy(String name, long mac) {
    throw new IllegalStateException("being built");
  }

  /** Removes an interface with its addresses and routes. */
  public void removeInterface(Interface gone) {
    throw new IllegalStateException("being built");
  }

  public @Nullable Interface interfaceNamed(String name) {
    throw new IllegalStateException("being built");
  }

  /** All interfaces in index order, lo first. */
  public List<Interface> interfaces() {
    throw new IllegalStateException("being built");
  }

  /** Whether an address is one of this host's (a local route exists: RTN_LOCAL). */
  public boolean isLocal(int address) {
    throw new IllegalStateException("being built");
  }

  public RouteTable routes() {
    throw new IllegalStateException("being built");
  }

  public NeighborTable neighbors() {
    throw new IllegalStateException("being built");
  }

  public Ipv4Layer ipv4() {
    throw new IllegalStateException("being built");
  }

  public IcmpLayer icmp() {
    throw new IllegalStateException("being built");
  }

  public MangleTable mangle() {
    throw new IllegalStateException("being built");
  }

  /** Pulls the plug: from now on nothing is received or sent, and timers do nothing visible. */
  public void powerOff() {
    throw new IllegalStateException("being built");
  }

  /** Whether the host runs. */
  public boolean isOn() {
    throw new IllegalStateException("being built");
  }
}
