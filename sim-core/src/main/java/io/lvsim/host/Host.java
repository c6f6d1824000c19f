package io.lvsim.host;

import io.lvsim.engine.Simulation;
import io.lvsim.link.Port;
import io.lvsim.netfilter.MangleTable;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Linux machine up to IPv4: lo (index 1) and what is added, at kernel defaults. */
public final class Host {
  private final Simulation simulation;
  private final Trace trace;
  private final String name;
  private final Sysctl sysctl = new Sysctl();
  private final List<Interface> interfaces = new ArrayList<>();
  private final LocalAddresses localAddresses = new LocalAddresses();
  private final MangleTable mangle;
  private final RouteTable routes;
  private final AddressRoutes addressRoutes;
  private final NeighborTable neighbors;
  private final Peers peers = new Peers(this);
  private final HostSettings settings;
  private final ArpLayer arp;
  private final IcmpLayer icmp;
  private final Ipv4Layer ipv4;
  private final Interface lo;
  private int nextIndex = 1;
  private boolean on = true;
  private int generation;

  /**
   * A machine that has just booted: lo is up with 127.0.0.1/8.
   *
   * @param name of the node in the trace
   */
  public Host(Simulation simulation, Trace trace, String name) {
    this(simulation, trace, name, null);
    lo.setUp(true);
  }

  /**
   * A network namespace that a machine has just made: lo is down, and net.ipv4.conf.all and default
   * are as in the machine's first namespace (devinet_init_net).
   *
   * @param first the machine's first namespace, whose host name it shares
   * @param name of the node in the trace
   */
  public static Host namespace(Host first, String name) {
    return new Host(first.simulation, first.trace, name, first);
  }

  private Host(Simulation simulation, Trace trace, String name, @Nullable Host first) {
    this.simulation = simulation;
    this.trace = trace;
    this.name = name;
    mangle = new MangleTable(trace);
    routes = new RouteTable(this);
    addressRoutes = new AddressRoutes(this);
    neighbors = new NeighborTable(this);
    settings = new HostSettings(this, first == null ? null : first.settings);
    arp = new ArpLayer(this);
    icmp = new IcmpLayer(this);
    ipv4 = new Ipv4Layer(this);
    lo = create("lo", Interface.Kind.LOOPBACK, 0, null);
  }

  public String name() {
    return name;
  }

  public Simulation simulation() {
    return simulation;
  }

  public Trace trace() {
    return trace;
  }

  public Sysctl sysctl() {
    return sysctl;
  }

  public Interface lo() {
    return lo;
  }

  /** Adds a wire interface behind a port; index order is the order of adding; up. */
  public Interface addInterface(String interfaceName, long mac, Port port) {
    Interface added = create(interfaceName, Interface.Kind.WIRE, mac, port);
    port.setEnabled(false);
    port.onReceive(added);
    added.setUp(true);
    return added;
  }

  /** Adds an interface of type dummy; down, as ip link add leaves it. */
  public Interface addDummy(String interfaceName, long mac) {
    return create(interfaceName, Interface.Kind.DUMMY, mac, null);
  }

  /** Adds a bridge without ports; down, as ip link add leaves it. */
  public Interface addBridge(String interfaceName, long mac) {
    return create(interfaceName, Interface.Kind.BRIDGE, mac, null);
  }

  Interface addVethEnd(String interfaceName, long mac, Port port) {
    Interface added = create(interfaceName, Interface.Kind.VETH, mac, port);
    port.setEnabled(false);
    port.onReceive(added);
    return added;
  }

  /** Removes an interface with its addresses and routes, and the other end of a veth pair. */
  public void removeInterface(Interface gone) {
    Bridge bridge = gone.bridge();
    if (bridge != null) {
      bridge.ports().forEach(bridge::leave);
    }
    Port port = gone.port();
    takeOut(gone);
    if (port != null) {
      port.unplug();
    }
    Interface peer = gone.peer();
    if (peer != null) {
      gone.setPeer(null);
      peer.setPeer(null);
      peer.host().removeInterface(peer);
    }
  }

  /**
   * Lets an interface join a bridge of this host, or leave the one it is in (do_set_master).
   *
   * @param bridge null for none
   */
  public void setMaster(Interface link, @Nullable Bridge bridge) {
    Bridge before = link.master();
    if (before != null) {
      before.leave(link);
    }
    if (bridge != null) {
      bridge.join(link);
    }
  }

  /** Gives an interface, which must be down, another name; its sysctls move along. */
  public void rename(Interface link, String newName) {
    settings.remove(link);
    link.setName(newName);
    settings.add(link);
  }

  /**
   * Moves an interface to another namespace (dev_change_net_namespace): it is down there, without
   * addresses, and keeps its index if that is free.
   *
   * @param newName that nobody has there
   */
  public Interface moveTo(Host there, Interface link, String newName) {
    Port port = link.port();
    takeOut(link);
    int index = there.isIndexFree(link.index()) ? link.index() : there.freeIndex();
    Interface moved = there.create(newName, index, link.kind(), link.mac(), port);
    moved.setMtu(link.mtu());
    if (port != null) {
      port.moveTo(there.name, newName);
      port.onReceive(moved);
    }
    Interface peer = link.peer();
    if (peer != null) {
      link.setPeer(null);
      moved.setPeer(peer);
      peer.setPeer(moved);
    }
    return moved;
  }

  private void takeOut(Interface gone) {
    setMaster(gone, null);
    gone.setUp(false);
    for (InterfaceAddress address : gone.addresses()) {
      addressesRemoved(gone, gone.addressList().remove(address, false));
    }
    interfaces.remove(gone);
    settings.remove(gone);
    rebuildAddresses();
  }

  public @Nullable Interface interfaceNamed(String interfaceName) {
    for (Interface candidate : interfaces) {
      if (candidate.name().equals(interfaceName)) {
        return candidate;
      }
    }
    return null;
  }

  /** All interfaces in index order, lo first. */
  public List<Interface> interfaces() {
    return Collections.unmodifiableList(interfaces);
  }

  /** Whether an address is one of this host's (a local route exists: RTN_LOCAL). */
  public boolean isLocal(int address) {
    return routes.typeOf(address) == Route.Type.LOCAL;
  }

  public RouteTable routes() {
    return routes;
  }

  public NeighborTable neighbors() {
    return neighbors;
  }

  public Ipv4Layer ipv4() {
    return ipv4;
  }

  public IcmpLayer icmp() {
    return icmp;
  }

  public MangleTable mangle() {
    return mangle;
  }

  /** Pulls the plug: from now on nothing is received or sent, and timers do nothing visible. */
  public void powerOff() {
    on = false;
    for (Interface each : interfaces) {
      Port port = each.port();
      if (port != null) {
        port.setEnabled(false);
      }
    }
  }

  /** Whether the host runs. */
  public boolean isOn() {
    return on;
  }

  /**
   * A number that is another one after each change of routes, addresses, settings, MTUs or
   * neighbours that may lead a packet elsewhere than the one before (rt_genid).
   */
  int generation() {
    return generation;
  }

  /** Something has changed that may lead packets elsewhere. */
  void changed() {
    generation++;
  }

  ArpLayer arp() {
    return arp;
  }

  Peers peers() {
    return peers;
  }

  HostSettings settings() {
    return settings;
  }

  /** The interface that has an address; null if none has. */
  @Nullable Interface interfaceWith(int address) {
    return localAddresses.owner(address);
  }

  /** Where a route's packets leave: lo for local ones, else the route's interface. */
  @Nullable Interface leavingInterface(Route route) {
    return route.type() == Route.Type.LOCAL ? lo : route.out();
  }

  /** The name of the interface that makes an address local, for a decision's reason. */
  String ownerName(int address) {
    Interface owner = interfaceWith(address);
    if (owner != null) {
      return owner.name();
    }
    Route route = routes.find(address, null);
    Interface out = route == null ? null : route.out();
    return out == null ? "none" : out.name();
  }

  private void rebuildAddresses() {
    localAddresses.rebuild(interfaces);
    changed();
  }

  void addressAdded(Interface to, InterfaceAddress address) {
    rebuildAddresses();
    addressRoutes.add(to, address);
  }

  void addressesRemoved(Interface from, List<InterfaceAddress> gone) {
    rebuildAddresses();
    for (InterfaceAddress address : gone) {
      addressRoutes.remove(from, address);
    }
    for (InterfaceAddress stays : from.addresses()) {
      addressRoutes.add(from, stays);
    }
    if (from.addressList().isEmpty()) {
      routes.removeThrough(from, true);
      neighbors.forget(from, true);
    }
  }

  /** NETDEV_UP in inetdev_event and fib_netdev_event. */
  void cameUp(Interface which) {
    if (which.isLoopback() && which.addressList().isEmpty()) {
      addLoopbackAddress(which);
    }
    for (InterfaceAddress address : which.addresses()) {
      addressRoutes.add(which, address);
    }
    arp.announce(which, "the link came up");
    which.groups().cameUp();
  }

  /** NETDEV_DOWN: routes go, local addresses stay. */
  void wentDown(Interface which) {
    which.groups().wentDown();
    routes.removeThrough(which, false);
    neighbors.forget(which, true);
  }

  private static void addLoopbackAddress(Interface lo) {
    try {
      lo.addAddress(Ipv4Address.parse("127.0.0.1"), 8, 0, InterfaceAddress.SCOPE_HOST, "lo");
    } catch (HostException e) {
      throw new IllegalStateException("lo had no address", e);
    }
  }

  private boolean isIndexFree(int index) {
    return interfaces.stream().noneMatch(each -> each.index() == index);
  }

  private int freeIndex() {
    while (!isIndexFree(nextIndex)) {
      nextIndex++;
    }
    return nextIndex++;
  }

  private Interface create(
      String interfaceName, Interface.Kind kind, long mac, @Nullable Port port) {
    return create(interfaceName, freeIndex(), kind, mac, port);
  }

  private Interface create(
      String interfaceName, int index, Interface.Kind kind, long mac, @Nullable Port port) {
    Interface created =
        new Interface(
            this,
            interfaceName,
            index,
            kind,
            mac,
            port,
            settings.forInterface(interfaceName),
            settings.neighborsForInterface(interfaceName));
    interfaces.add(created);
    interfaces.sort(java.util.Comparator.comparingInt(Interface::index));
    settings.add(created);
    return created;
  }
}
