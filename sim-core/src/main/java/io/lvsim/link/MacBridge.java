package io.lvsim.link;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.Simulation;
import io.lvsim.trace.SwitchDecision;
import io.lvsim.trace.Trace;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a switch and a Linux bridge have in common (br_handle_frame_finish, br_fdb_update): learns
 * before it forwards, floods broadcast and unknown destinations to all other outlets, the one added
 * last first, and never sends a frame back to where it came from. Entries die {@link #setAgingNanos
 * aging} after their last frame. No spanning tree, no multicast snooping.
 */
public final class MacBridge {
  /** 300 s, as a Linux bridge's ageing_time. */
  public static final long DEFAULT_AGING_NANOS = 300 * Nanos.PER_SECOND;

  /** Where frames leave. */
  public interface Outlet {
    /** As decisions and tables name it. */
    String name();

    /** Whether flooding reaches it: it has a carrier. */
    boolean isReady();

    /** Takes a frame, which nobody may change afterwards. */
    void send(byte[] frame);

    /**
     * Asked of the outlet added first: whether a MAC is its own, so that frames to it end there.
     */
    default boolean owns(long mac) {
      return false;
    }
  }

  /** One line of the table. */
  public record Entry(long mac, int outlet, String port, long ageNanos) {}

  private final Simulation simulation;
  private final Trace trace;
  private final String name;
  private final List<@Nullable Outlet> outlets = new ArrayList<>();
  private final MacTable table = new MacTable();
  private int[] floodingOrder = {};
  private long agingNanos = DEFAULT_AGING_NANOS;

  /**
   * @param name of the node that decisions are told of
   */
  public MacBridge(Simulation simulation, Trace trace, String name) {
    this.simulation = simulation;
    this.trace = trace;
    this.name = name;
  }

  /** How long an entry lives after its last frame; 0: nothing is ever found, always flood. */
  public void setAgingNanos(long nanos) {
    agingNanos = nanos;
  }

  /** How long an entry lives after its last frame. */
  public long agingNanos() {
    return agingNanos;
  }

  /** Adds an outlet; its number is the lowest free one. */
  public int add(Outlet outlet) {
    int number = outlets.indexOf(null);
    if (number < 0) {
      number = outlets.size();
      outlets.add(outlet);
    } else {
      outlets.set(number, outlet);
    }
    int[] order = new int[floodingOrder.length + 1];
    order[0] = number;
    System.arraycopy(floodingOrder, 0, order, 1, floodingOrder.length);
    floodingOrder = order;
    return number;
  }

  /** Takes an outlet away, with what was learned behind it. */
  public void remove(int number) {
    forget(number);
    outlets.set(number, null);
    floodingOrder = java.util.Arrays.stream(floodingOrder).filter(n -> n != number).toArray();
  }

  /** Forgets what was learned behind an outlet (br_fdb_delete_by_port when a port goes down). */
  public void forget(int number) {
    for (int slot = table.firstWithPort(number);
        slot != MacTable.NONE;
        slot = table.firstWithPort(number)) {
      table.remove(slot);
    }
  }

  /** The table's living entries, ordered by MAC address. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (int slot : table.slotsByMac()) {
      if (alive(slot)) {
        int outlet = table.portAt(slot);
        long age = simulation.now() - table.updatedAt(slot);
        entries.add(new Entry(table.macAt(slot), outlet, outlet(outlet).name(), age));
      }
    }
    return entries;
  }

  /** A frame has come in: learns where its sender is and passes it on. */
  public void forward(int in, byte[] frame) {
    long source = Ethernet.source(frame);
    if (MacAddress.isMulticast(source) || source == 0) {
      drop("the source MAC is not that of a station");
      return;
    }
    if (ownerOf(source) < 0) {
      learn(source, in);
    }
    transmit(in, frame);
  }

  /** Passes a frame on without learning, as for what the bridge's own host sends. */
  public void transmit(int in, byte[] frame) {
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
    int out = ownerOf(destination);
    if (out < 0) {
      int slot = table.find(destination);
      if (slot == MacTable.NONE || !alive(slot)) {
        flood(in, frame, destination, false);
        return;
      }
      out = table.portAt(slot);
    }
    if (out == in) {
      drop("the destination is behind the port that the frame came from");
      return;
    }
    Outlet outlet = outlet(out);
    if (trace.on()) {
      String port = outlet.name();
      trace.tell(name, new SwitchDecision.Forwarded(MacAddress.format(destination), port));
    }
    outlet.send(frame);
  }

  private void flood(int in, byte[] frame, long destination, boolean broadcast) {
    if (trace.on()) {
      trace.tell(name, new SwitchDecision.Flooded(MacAddress.format(destination), broadcast));
    }
    for (int number : floodingOrder) {
      Outlet outlet = outlet(number);
      if (number != in && outlet.isReady()) {
        outlet.send(frame);
      }
    }
  }

  private int ownerOf(long mac) {
    return !outlets.isEmpty() && outlet(0).owns(mac) ? 0 : -1;
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

  private Outlet outlet(int number) {
    Outlet outlet = outlets.get(number);
    if (outlet == null) {
      throw new IllegalStateException("no outlet " + number);
    }
    return outlet;
  }

  private static boolean isLinkLocalControl(long destination) {
    return (destination & ~0xFL) == 0x0180_C200_0000L;
  }

  private void tellLearned(long mac, int in) {
    if (trace.on()) {
      trace.tell(name, new SwitchDecision.Learned(MacAddress.format(mac), outlet(in).name()));
    }
  }

  private void tellMoved(long mac, int from, int to) {
    if (trace.on()) {
      String fromPort = outlet(from).name();
      String toPort = outlet(to).name();
      trace.tell(name, new SwitchDecision.Moved(MacAddress.format(mac), fromPort, toPort));
    }
  }

  private void drop(String why) {
    if (trace.on()) {
      trace.tell(name, new SwitchDecision.Dropped(why));
    }
  }
}
