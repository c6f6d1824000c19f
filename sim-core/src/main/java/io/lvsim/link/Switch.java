package io.lvsim.link;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.trace.SwitchDecision;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A learning switch that behaves as a Linux bridge without spanning tree and multicast snooping
 * (br_handle_frame_finish, br_fdb_update): learns before it forwards, floods broadcast and unknown
 * destinations to all other ports, the port plugged last first, and never sends a frame back to the
 * port it came from. Entries die {@link #setAgingNanos aging} after their last frame.
 */
public final class Switch {
  /** 300 s, as a Linux bridge's ageing_time. */
  public static final long DEFAULT_AGING_NANOS = 300 * Nanos.PER_SECOND;

  /** One line of the switch's table. */
  public record Entry(long mac, String port, long ageNanos) {}

  private final Simulation simulation;
  private final Trace trace;
  private final String name;
  private final List<SwitchPort> ports = new ArrayList<>();
  private final MacTable table = new MacTable();
  private long agingNanos = DEFAULT_AGING_NANOS;

  public Switch(Simulation simulation, Trace trace, String name) {
    this.simulation = simulation;
    this.trace = trace;
    this.name = name;
  }

  /** The switch's name. */
  public String name() {
    return name;
  }

  /** How long an entry lives after its last frame; 0: nothing is ever found, always flood. */
  public void setAgingNanos(long nanos) {
    agingNanos = nanos;
  }

  /** Adds a port, by custom named after the host behind it. */
  public Port addPort(String portName) {
    Port port = new Port(name, portName, trace);
    SwitchPort switchPort = new SwitchPort(port, ports.size());
    ports.add(switchPort);
    port.onReceive(switchPort);
    return port;
  }

  /** The table's living entries, ordered by MAC address. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (int slot : table.slotsByMac()) {
      if (alive(slot)) {
        String port = ports.get(table.portAt(slot)).port.name();
        entries.add(new Entry(table.macAt(slot), port, simulation.now() - table.updatedAt(slot)));
      }
    }
    return entries;
  }

  private void forward(int in, byte[] frame) {
    long source = Ethernet.source(frame);
    if (MacAddress.isMulticast(source) || source == 0) {
      drop("the source MAC is not that of a station");
      return;
    }
    learn(source, in);
    long destination = Ethernet.destination(frame);
    if (isLinkLocalControl(destination)) {
      drop("link-local control frames are not forwarded");
    } else if (MacAddress.isMulticast(destination)) {
      flood(in, frame, destination, true);
    } else {
      forwardUnicast(in, frame, destination);
    }
  }

  private void forwardUnicast(int in, byte[] frame, long destination) {
    int slot = table.find(destination);
    if (slot == MacTable.NONE || !alive(slot)) {
      flood(in, frame, destination, false);
      return;
    }
    int out = table.portAt(slot);
    if (out == in) {
      drop("the destination is behind the port that the frame came from");
      return;
    }
    if (trace.on()) {
      String port = ports.get(out).port.name();
      trace.tell(name, new SwitchDecision.Forwarded(MacAddress.format(destination), port));
    }
    ports.get(out).port.send(frame);
  }

  private void learn(long mac, int in) {
    int slot = table.find(mac);
    if (slot == MacTable.NONE) {
      table.add(mac, in, simulation.now());
      tellLearned(mac, in);
      return;
    }
    if (!alive(slot)) {
      tellLearned(mac, in);
    } else if (table.portAt(slot) != in) {
      tellMoved(mac, table.portAt(slot), in);
    }
    table.refresh(slot, in, simulation.now());
  }

  private boolean alive(int slot) {
    return simulation.now() < table.updatedAt(slot) + agingNanos;
  }

  private void flood(int in, byte[] frame, long destination, boolean broadcast) {
    if (trace.on()) {
      trace.tell(name, new SwitchDecision.Flooded(MacAddress.format(destination), broadcast));
    }
    for (int out = ports.size() - 1; out >= 0; out--) {
      Port port = ports.get(out).port;
      if (out != in && port.carrier()) {
        port.send(frame);
      }
    }
  }

  private static boolean isLinkLocalControl(long destination) {
    return (destination & ~0xFL) == 0x0180_C200_0000L;
  }

  private void tellLearned(long mac, int in) {
    if (trace.on()) {
      String port = ports.get(in).port.name();
      trace.tell(name, new SwitchDecision.Learned(MacAddress.format(mac), port));
    }
  }

  private void tellMoved(long mac, int from, int to) {
    if (trace.on()) {
      String fromPort = ports.get(from).port.name();
      String toPort = ports.get(to).port.name();
      trace.tell(name, new SwitchDecision.Moved(MacAddress.format(mac), fromPort, toPort));
    }
  }

  private void drop(String why) {
    if (trace.on()) {
      trace.tell(name, new SwitchDecision.Dropped(why));
    }
  }

  /** A port and its number. */
  private final class SwitchPort implements FrameReceiver {
    private final Port port;
    private final int number;

    SwitchPort(Port port, int number) {
      this.port = port;
      this.number = number;
    }

    @Override
    public void receive(byte[] frame) {
      forward(number, frame);
    }

    @Override
    public void carrierChanged(boolean up) {
      if (!up) {
        forgetPort(number);
      }
    }
  }

  /** As br_fdb_delete_by_port when a port goes down. */
  private void forgetPort(int number) {
    for (int slot = table.firstWithPort(number);
        slot != MacTable.NONE;
        slot = table.firstWithPort(number)) {
      table.remove(slot);
    }
  }
}
