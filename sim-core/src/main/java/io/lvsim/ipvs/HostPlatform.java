package io.lvsim.ipvs;

import io.lvsim.engine.Simulation;
import io.lvsim.host.Host;
import io.lvsim.host.Interface;
import io.lvsim.host.NeighborEntry;
import io.lvsim.host.Route;
import io.lvsim.link.LentFrame;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import org.jspecify.annotations.Nullable;

/** A host as the director's machine. */
final class HostPlatform implements Platform {
  private final Host host;
  private @Nullable Route lastRoute;

  HostPlatform(Host host) {
    this.host = host;
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
    Route route = host.routes().lookup(server);
    lastRoute = route;
    if (route != null && route.type() == Route.Type.LOCAL) {
      return LOCAL;
    }
    Interface out = route == null ? null : route.out();
    return route == null || out == null || route.type() != Route.Type.UNICAST
        ? UNREACHABLE
        : out.mtu();
  }

  @Override
  public void sendVia(byte[] frame, int server) {
    Route route = lastRoute;
    if (route != null) {
      host.ipv4().sendVia(frame, route, server);
    }
  }

  @Override
  public boolean sendOn(LentFrame frame, int server) {
    Route route = lastRoute;
    return route != null && host.ipv4().sendOn(frame, route, server);
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
