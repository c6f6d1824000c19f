package io.lvsim.ipvs;

import io.lvsim.engine.Simulation;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ipv4Address;
import java.util.Set;
import java.util.TreeSet;

/** A machine that only notes what the director does with the packet at hand. */
final class FakePlatform implements Platform {
  final Simulation simulation;
  final Trace trace;
  final Set<Integer> localAddresses = new TreeSet<>();
  final Set<Integer> unroutable = new TreeSet<>();
  int mtu = 1500;

  /** The real server that got the last packet; 0 for none. */
  int sentTo;

  /** The frame that went there. */
  byte[] sent = {};

  /** Type times 256 plus code of the ICMP error that answered the last packet; -1 for none. */
  int error = -1;

  int errorInfo;

  FakePlatform() {
    this(new Simulation(1));
  }

  FakePlatform(Simulation simulation) {
    this.simulation = simulation;
    trace = new Trace(simulation);
  }

  void forget() {
    sentTo = 0;
    sent = new byte[0];
    error = -1;
  }

  @Override
  public String name() {
    return "dir";
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public Simulation simulation() {
    return simulation;
  }

  @Override
  public Trace trace() {
    return trace;
  }

  @Override
  public int mtuTo(int server) {
    if (localAddresses.isEmpty() && unroutable.isEmpty()) {
      return mtu;
    }
    return localAddresses.contains(server)
        ? LOCAL
        : unroutable.contains(server) ? UNREACHABLE : mtu;
  }

  @Override
  public void sendVia(byte[] frame, int server) {
    sent = frame;
    sentTo = server;
  }

  @Override
  public void sendError(byte[] frame, int ipAt, int type, int code, int info) {
    error = type << 8 | code;
    errorInfo = info;
  }

  @Override
  public boolean canBeServer(int address) {
    return address != Ipv4Address.BROADCAST && address != 0 && address >>> 28 != 14;
  }

  @Override
  public String nextHop(int server) {
    return "the MAC of " + Ipv4Address.format(server);
  }
}
