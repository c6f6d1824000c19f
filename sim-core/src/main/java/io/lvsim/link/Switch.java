package io.lvsim.link;

import io.lvsim.engine.Simulation;
import io.lvsim.trace.Trace;
import java.util.List;

/** A learning switch that behaves as a Linux bridge ({@link MacBridge}) with ports of its own. */
public final class Switch {
  /** 300 s, as a Linux bridge's ageing_time. */
  public static final long DEFAULT_AGING_NANOS = MacBridge.DEFAULT_AGING_NANOS;

  /** One line of the switch's table. */
  public record Entry(long mac, String port, long ageNanos) {}

  private final Trace trace;
  private final String name;
  private final MacBridge bridge;

  public Switch(Simulation simulation, Trace trace, String name) {
    this.trace = trace;
    this.name = name;
    bridge = new MacBridge(simulation, trace, name);
  }

  /** The switch's name. */
  public String name() {
    return name;
  }

  /** How long an entry lives after its last frame; 0: nothing is ever found, always flood. */
  public void setAgingNanos(long nanos) {
    bridge.setAgingNanos(nanos);
  }

  /** Adds a port, by custom named after the host behind it. */
  public Port addPort(String portName) {
    Port port = new Port(name, portName, trace);
    SwitchPort switchPort = new SwitchPort(port);
    switchPort.number = bridge.add(switchPort);
    port.onReceive(switchPort);
    return port;
  }

  /** The table's living entries, ordered by MAC address. */
  public List<Entry> entries() {
    return bridge.entries().stream()
        .map(entry -> new Entry(entry.mac(), entry.port(), entry.ageNanos()))
        .toList();
  }

  /** A port and its number. */
  private final class SwitchPort implements FrameReceiver, MacBridge.Outlet {
    private final Port port;
    private int number;

    SwitchPort(Port port) {
      this.port = port;
    }

    @Override
    public String name() {
      return port.name();
    }

    @Override
    public boolean isReady() {
      return port.carrier();
    }

    @Override
    public void send(byte[] frame) {
      port.send(frame);
    }

    @Override
    public void receive(byte[] frame) {
      bridge.forward(number, frame);
    }

    @Override
    public void carrierChanged(boolean up) {
      if (!up) {
        bridge.forget(number);
      }
    }
  }
}
