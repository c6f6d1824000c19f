package io.lvsim.ipvs;

import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.host.NeighborEntry;
import io.lvsim.host.OutputPath;
import io.lvsim.host.Route;
import io.lvsim.link.LentFrame;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/** A host as the director's machine. */
final class HostPlatform implements Platform {
  /** Ways that are remembered; a server's last bits say where. */
  private static final int PATHS = 256;

  private final Host host;
  private final @Nullable OutputPath[] paths = new OutputPath[PATHS];
  private OutputPath lastPath;

  HostPlatform(Host host) {
    this.host = host;
    lastPath = new OutputPath(host, 0);
  }

  @Override
  public String name() {
    return host.name();
  }

  @Override
  public boolean isOn() {
    return host.isOn();
  }

  @Override
  public Simulation simulation() {
    return host.simulation();
  }

  @Override
  public Trace trace() {
    return host.trace();
  }

  @Override
  public int mtuTo(int server) {
    OutputPath path = pathTo(server);
    lastPath = path;
    return path.mtu();
  }

  private OutputPath pathTo(int server) {
    int slot = server & PATHS - 1;
    OutputPath known = paths[slot];
    if (known != null && known.address() == server) {
      return known;
    }
    OutputPath path = new OutputPath(host, server);
    paths[slot] = path;
    return path;
  }

  @Override
  public void sendVia(byte[] frame, int server) {
    Route route = lastPath.route();
    if (route != null) {
      host.ipv4().sendVia(frame, route, server);
    }
  }

  @Override
  public boolean sendOn(LentFrame frame, int server) {
    return lastPath.sendOn(frame);
  }

  @Override
  public void sendError(byte[] frame, int ipAt, int type, int code, int info) {
    host.icmp().sendError(frame, ipAt, type, code, info);
  }

  @Override
  public boolean canBeServer(int address) {
    int firstByte = address >>> 24;
    boolean isMulticast = firstByte >>> 4 == 14;
    if (firstByte == 0 || isMulticast || address == Ipv4Address.BROADCAST) {
      return false;
    }
    Route route = host.routes().lookup(address);
    return route == null || route.type() != Route.Type.BROADCAST;
  }

  @Override
  public String nextHop(int server) {
    Route route = host.routes().lookup(server);
    if (route == null || route.out() == null) {
      return "none";
    }
    String of =
        route.gateway() == 0 ? "" : " of the gateway " + Ipv4Address.format(route.gateway());
    int address = route.gateway() == 0 ? server : route.gateway();
    NeighborEntry neighbor = host.neighbors().find(address, route.out());
    return neighbor != null && neighbor.state().isValid()
        ? MacAddress.format(neighbor.mac()) + of
        : "still to be asked for by ARP" + of;
  }
}
