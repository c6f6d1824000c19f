package io.lvsim.host;

import io.lvsim.link.MacBridge;
import java.util.ArrayList;
import java.util.List;

/**
 * What makes an interface a bridge (net/bridge): its ports, which are interfaces of the same host,
 * and the table behind them. The host itself sits at outlet 0: it hears what is flooded and what is
 * for one of the bridge's own MACs, after the ports have got theirs. The bridge has the lowest MAC
 * of its ports unless it was given one, and a carrier while one of them has one.
 */
public final class Bridge {
  private final Interface device;
  private final MacBridge table;
  private final List<BridgePort> ports = new ArrayList<>();
  private boolean macWasSet;
  private boolean spanningTree;
  private boolean hadPort;

  Bridge(Interface device) {
    this.device = device;
    table = new MacBridge(device.host().simulation(), device.host().trace(), device.host().name());
    table.add(new Upwards());
  }

  /** The interface that the host has on the bridge. */
  public Interface device() {
    return device;
  }

  /** Its ports in the order in which they joined. */
  public List<Interface> ports() {
    return ports.stream().map(port -> port.link).toList();
  }

  /** Whether an interface ever joined it. */
  public boolean hadPort() {
    return hadPort;
  }

  /** A port's number, from 1. */
  public int portNumber(Interface link) {
    return portOf(link).number;
  }

  /** What it has learned, ordered by MAC address; outlets are port numbers. */
  public List<MacBridge.Entry> learned() {
    return table.entries();
  }

  /** How long an entry lives after its last frame, in nanoseconds; 300 s at first. */
  public long agingNanos() {
    return table.agingNanos();
  }

  /** Sets how long an entry lives; 0: nothing is ever found. */
  public void setAgingNanos(long nanos) {
    table.setAgingNanos(nanos);
  }

  /** Whether spanning tree is switched on, which here is only remembered. */
  public boolean spanningTree() {
    return spanningTree;
  }

  /** Remembers whether spanning tree is on. */
  public void setSpanningTree(boolean on) {
    spanningTree = on;
  }

  /** Lets an interface join; it leaves the bridge that it was in. */
  void join(Interface link) {
    BridgePort port = new BridgePort(link);
    port.number = table.add(port);
    ports.add(port);
    hadPort = true;
    link.setMaster(this);
    recalculateMac();
    device.carrierMayHaveChanged();
  }

  void leave(Interface link) {
    BridgePort port = portOf(link);
    ports.remove(port);
    table.remove(port.number);
    link.setMaster(null);
    recalculateMac();
    device.carrierMayHaveChanged();
  }

  /** A frame has come in by a port. */
  void receive(Interface by, byte[] frame) {
    if (device.isUp()) {
      table.forward(portOf(by).number, frame);
    }
  }

  /** The host sends a frame out of the bridge's own interface. */
  void send(byte[] frame) {
    table.transmit(0, frame);
  }

  /** A port's carrier or administrative state has changed. */
  void portChanged(Interface link) {
    if (!isForwarding(link)) {
      table.forget(portOf(link).number);
    }
    device.carrierMayHaveChanged();
  }

  /** A bridge that never had a port has one too, for nobody has taken it away. */
  boolean hasCarrier() {
    return !hadPort || ports.stream().anyMatch(port -> isForwarding(port.link));
  }

  /** Whether somebody gave the bridge a MAC. */
  public boolean macWasSet() {
    return macWasSet;
  }

  /** Somebody gave the bridge a MAC: it keeps it (NET_ADDR_SET). */
  void macSet() {
    macWasSet = true;
  }

  /** br_stp_recalculate_bridge_id: without ports the MAC is 0. */
  void recalculateMac() {
    if (macWasSet) {
      return;
    }
    long lowest = ports.stream().mapToLong(port -> port.link.mac()).min().orElse(0);
    device.takeMac(lowest);
  }

  private static boolean isForwarding(Interface link) {
    return link.isUp() && link.carrier();
  }

  private BridgePort portOf(Interface link) {
    for (BridgePort port : ports) {
      if (port.link == link) {
        return port;
      }
    }
    throw new IllegalStateException(link.name() + " is no port of " + device.name());
  }

  /** An interface in the bridge. */
  private static final class BridgePort implements MacBridge.Outlet {
    private final Interface link;
    private int number;

    BridgePort(Interface link) {
      this.link = link;
    }

    @Override
    public String name() {
      return link.name();
    }

    @Override
    public boolean isReady() {
      return isForwarding(link);
    }

    @Override
    public void send(byte[] frame) {
      link.send(frame);
    }
  }

  /** The host's own place on the bridge. */
  private final class Upwards implements MacBridge.Outlet {
    @Override
    public String name() {
      return device.name();
    }

    @Override
    public boolean isReady() {
      return device.isUp();
    }

    @Override
    public void send(byte[] frame) {
      device.receiveFromBridge(frame);
    }

    @Override
    public boolean owns(long mac) {
      return mac == device.mac() || ports.stream().anyMatch(port -> port.link.mac() == mac);
    }
  }
}
