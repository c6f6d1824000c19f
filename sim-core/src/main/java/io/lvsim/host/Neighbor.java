package io.lvsim.host;

import io.lvsim.engine.Nanos;
import io.lvsim.engine.TimerWheel;
import io.lvsim.host.NeighborEntry.State;
import io.lvsim.link.LentFrame;
import io.lvsim.trace.NeighborDecision;
import io.lvsim.wire.Ethernet;
import io.lvsim.wire.Ipv4;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One neighbour: its MAC, its state and the packets that wait for it (struct neighbour with
 * neigh_timer_handler, __neigh_event_send and __neigh_update of net/core/neighbour.c).
 */
final class Neighbor {
  private static final long SHORTEST_NANOS = 10 * Nanos.PER_MILLI;

  final int address;
  final Interface on;

  private final Host host;
  private final TimerWheel.CoarseTimer timer;
  private State state = State.NONE;
  private long mac;
  private long updatedAtNanos;
  private long confirmedAtNanos;
  private long usedAtNanos;
  private int probes;
  private boolean headerCached;
  private boolean removed;
  private @Nullable ArrayDeque<byte[]> waiting;
  private int waitingBytes;

  /** Its place in the order in which entries became collectable. */
  long order;

  /** The next one in the table's bucket. */
  @Nullable Neighbor next;

  Neighbor(Host host, TimerWheel wheel, int address, Interface on) {
    this.host = host;
    this.address = address;
    this.on = on;
    timer = wheel.timer(this::timeUp);
    updatedAtNanos = now();
    usedAtNanos = now();
    confirmedAtNanos = now() - 2 * settings().nanos(NeighborSetting.BASE_REACHABLE_TIME);
  }

  State state() {
    return state;
  }

  long mac() {
    return mac;
  }

  int probes() {
    return probes;
  }

  long updatedAtNanos() {
    return updatedAtNanos;
  }

  NeighborEntry entry() {
    return new NeighborEntry(
        address,
        on,
        mac,
        state,
        now() - usedAtNanos,
        now() - confirmedAtNanos,
        now() - updatedAtNanos,
        probes);
  }

  /** A neighbour that needs no asking: broadcast, multicast, or on an interface without ARP. */
  void needsNoArp(long itsMac) {
    state = State.NOARP;
    mac = itsMac;
  }

  /** Sends a packet to this neighbour, now or when its MAC is known (neigh_output). */
  void output(byte[] frame) {
    if (isConnected() && headerCached) {
      transmit(frame);
      return;
    }
    usedAtNanos = now();
    if (mayTransmit(frame)) {
      headerCached = true;
      transmit(frame);
    }
  }

  /** Sends a frame that was lent on to this neighbour, whose MAC is known. */
  void sendOn(LentFrame frame, int length) {
    if (!(isConnected() && headerCached)) {
      usedAtNanos = now();
      if (state == State.STALE) {
        beginDelay();
      }
      headerCached = true;
    }
    Ethernet.write(frame.head(), mac, on.mac(), Ethernet.TYPE_IPV4);
    on.sendOn(frame, length);
  }

  /** Asks for its MAC if that is not known, or not sure, without a packet (neigh_event_send). */
  void use() {
    usedAtNanos = now();
    if (state == State.STALE) {
      beginDelay();
    } else if (state == State.NONE || state == State.FAILED) {
      beginAsking(null);
    }
  }

  /** A transport made progress through this neighbour (neigh_confirm). */
  void confirm() {
    confirmedAtNanos = now();
  }

  /**
   * An ARP packet or an administrator says where the neighbour is (__neigh_update).
   *
   * @param mayOverride whether another MAC may take the place of a valid one
   * @param byAdmin whether an administrator says so
   * @param from the source, for the decision's reason
   */
  void update(long newMac, State newState, boolean mayOverride, boolean byAdmin, String from) {
    if (!byAdmin && (state == State.NOARP || state == State.PERMANENT)) {
      kept(newMac, "the entry is " + state);
      return;
    }
    boolean wasValid = state.isValid();
    boolean changesMac = !wasValid || newMac != mac;
    if (isConnected(newState)) {
      confirmedAtNanos = now();
    }
    if (wasValid && changesMac && !mayOverride) {
      kept(newMac, "it was updated less than locktime ago, and this is no gratuitous ARP");
      return;
    }
    State next = !changesMac && newState == State.STALE && !byAdmin && wasValid ? state : newState;
    change(newMac, next, changesMac, from);
    if (!wasValid) {
      sendWaiting();
    }
  }

  /** An administrator takes the MAC's validity away (a state that is not valid). */
  void invalidate(State newState) {
    timer.stop();
    boolean wasAsking = state == State.INCOMPLETE || state == State.PROBE;
    state = newState;
    if (wasAsking && newState == State.FAILED) {
      fail();
    }
  }

  /** An administrator deletes the entry (neigh_delete): those who wait for it are told. */
  void giveUp() {
    timer.stop();
    if (state == State.INCOMPLETE || state == State.PROBE) {
      state = State.FAILED;
      fail();
    }
  }

  /** The entry leaves the table. */
  void remove() {
    removed = true;
    timer.stop();
    waiting = null;
    waitingBytes = 0;
  }

  /** Whether garbage collection may take it: no timer runs and it is not permanent. */
  boolean isCollectable() {
    return state != State.PERMANENT && !timer.running();
  }

  /** Garbage collection takes a confirmation for use. */
  void usedWhenConfirmed() {
    usedAtNanos = Math.max(usedAtNanos, confirmedAtNanos);
  }

  long usedAtNanos() {
    return usedAtNanos;
  }

  private void change(long newMac, State next, boolean changesMac, String from) {
    if (next != state || changesMac) {
      updatedAtNanos = now();
    }
    tellUpdate(newMac, next, changesMac, from);
    if (next != state) {
      enter(next);
    }
    if (changesMac) {
      mac = newMac;
      if (!isConnected(next)) {
        confirmedAtNanos = now() - 2 * settings().nanos(NeighborSetting.BASE_REACHABLE_TIME);
      }
    }
  }

  private void enter(State next) {
    timer.stop();
    if (next == State.PROBE) {
      probes = 0;
    }
    if (next == State.REACHABLE) {
      start(settings().reachableNanos());
    } else if (next == State.PROBE || next == State.DELAY || next == State.INCOMPLETE) {
      timer.start(0);
    }
    state = next;
  }

  /** __neigh_event_send: true if the packet may go out with the MAC that is known. */
  private boolean mayTransmit(byte[] frame) {
    switch (state) {
      case REACHABLE, PERMANENT, NOARP, DELAY, PROBE -> {
        return true;
      }
      case STALE -> {
        beginDelay();
        return true;
      }
      case INCOMPLETE -> enqueue(frame);
      default -> beginAsking(frame);
    }
    return false;
  }

  private void beginDelay() {
    updatedAtNanos = now();
    moved(State.DELAY, "a packet was sent to it");
    start(settings().nanos(NeighborSetting.DELAY_FIRST_PROBE_TIME));
  }

  private void beginAsking(byte @Nullable [] frame) {
    updatedAtNanos = now();
    int broadcasts =
        settings().get(NeighborSetting.MCAST_SOLICIT) + settings().get(NeighborSetting.APP_SOLICIT);
    if (broadcasts == 0) {
      state = State.FAILED;
      dropped("mcast_solicit and app_solicit are 0");
      return;
    }
    probes = settings().get(NeighborSetting.UCAST_SOLICIT);
    moved(State.INCOMPLETE, "a packet is to be sent to it");
    if (frame != null) {
      enqueue(frame);
    }
    start(retransmitNanos());
    probe();
  }

  private void enqueue(byte[] frame) {
    ArrayDeque<byte[]> queue = waiting;
    if (queue == null) {
      queue = new ArrayDeque<>();
      waiting = queue;
    }
    int limit = settings().get(NeighborSetting.UNRES_QLEN_BYTES);
    while (waitingBytes + bufferBytes(frame) > limit && !queue.isEmpty()) {
      waitingBytes -= bufferBytes(queue.remove());
      dropped("unres_qlen_bytes = " + limit + " is used up");
    }
    queue.add(frame);
    waitingBytes += bufferBytes(frame);
    if (host.trace().on()) {
      host.trace().tell(host.name(), new NeighborDecision.Queued(address, on.name(), queue.size()));
    }
  }

  /** neigh_timer_handler. */
  private void timeUp() {
    if (removed || !host.isOn()) {
      return;
    }
    switch (state) {
      case REACHABLE -> confirmationRanOut();
      case DELAY -> delayIsOver();
      case PROBE, INCOMPLETE -> probeAgain();
      default -> {}
    }
  }

  private void confirmationRanOut() {
    long reachableUntil = confirmedAtNanos + settings().reachableNanos();
    long delay = settings().nanos(NeighborSetting.DELAY_FIRST_PROBE_TIME);
    if (now() <= reachableUntil) {
      startTimerAt(reachableUntil);
    } else if (now() <= usedAtNanos + delay) {
      updatedAtNanos = now();
      moved(State.DELAY, "its reachable time ran out, and it was used lately");
      startTimerAt(now() + delay);
    } else {
      updatedAtNanos = now();
      moved(State.STALE, "its reachable time ran out");
    }
  }

  private void delayIsOver() {
    updatedAtNanos = now();
    if (now() <= confirmedAtNanos + settings().nanos(NeighborSetting.DELAY_FIRST_PROBE_TIME)) {
      moved(State.REACHABLE, "a transport confirmed it");
      startTimerAt(confirmedAtNanos + settings().reachableNanos());
      return;
    }
    moved(State.PROBE, "nothing confirmed it for delay_first_probe_time");
    probes = 0;
    probeAgain();
  }

  private void probeAgain() {
    if (probes >= maximumProbes()) {
      updatedAtNanos = now();
      state = State.FAILED;
      fail();
      return;
    }
    start(retransmitNanos());
    probe();
  }

  private void probe() {
    host.arp().solicit(this, waiting == null ? null : waiting.peekLast());
    probes++;
  }

  private int maximumProbes() {
    NeighborSetting last =
        state == State.PROBE ? NeighborSetting.MCAST_RESOLICIT : NeighborSetting.MCAST_SOLICIT;
    return settings().get(NeighborSetting.UCAST_SOLICIT)
        + settings().get(NeighborSetting.APP_SOLICIT)
        + settings().get(last);
  }

  /** neigh_invalidate: each waiting packet's sender is told. */
  private void fail() {
    ArrayDeque<byte[]> given = waiting;
    waiting = null;
    waitingBytes = 0;
    if (host.trace().on()) {
      int count = given == null ? 0 : given.size();
      host.trace()
          .tell(host.name(), new NeighborDecision.Failed(address, on.name(), probes, count));
    }
    while (given != null && !given.isEmpty()) {
      host.icmp().linkFailed(given.remove());
    }
  }

  private void sendWaiting() {
    ArrayDeque<byte[]> queue = waiting;
    waiting = null;
    waitingBytes = 0;
    while (queue != null && !queue.isEmpty() && state.isValid()) {
      output(queue.remove());
    }
  }

  private void transmit(byte[] frame) {
    Ethernet.write(frame, mac, on.mac(), Ethernet.TYPE_IPV4);
    on.send(frame);
  }

  /** It is one of the kernel's coarse timers (neigh_add_timer): never early, often late. */
  private void start(long delayNanos) {
    timer.start(delayNanos);
  }

  private void startTimerAt(long atNanos) {
    start(Math.max(SHORTEST_NANOS, atNanos - now()));
  }

  private long retransmitNanos() {
    return Math.max(SHORTEST_NANOS, settings().nanos(NeighborSetting.RETRANS_TIME));
  }

  private NeighborSettings settings() {
    return on.neighborSettings();
  }

  private boolean isConnected() {
    return isConnected(state);
  }

  private static boolean isConnected(State state) {
    return state == State.REACHABLE || state == State.PERMANENT || state == State.NOARP;
  }

  private static int bufferBytes(byte[] frame) {
    return BufferSize.of(Ipv4.totalLength(frame, Ethernet.HEADER));
  }

  private long now() {
    return host.simulation().now();
  }

  private void moved(State next, String why) {
    if (host.trace().on()) {
      host.trace()
          .tell(
              host.name(),
              new NeighborDecision.Moved(address, on.name(), state.name(), next.name(), why));
    }
    state = next;
  }

  private void tellUpdate(long newMac, State next, boolean changesMac, String from) {
    if (!host.trace().on()) {
      return;
    }
    if (!changesMac) {
      if (next != state) {
        NeighborDecision moved =
            new NeighborDecision.Moved(address, on.name(), state.name(), next.name(), from);
        host.trace().tell(host.name(), moved);
      }
      return;
    }
    NeighborDecision told =
        state.isValid()
            ? new NeighborDecision.Changed(address, on.name(), mac, newMac, next.name(), from)
            : new NeighborDecision.Learned(address, on.name(), newMac, next.name(), from);
    host.trace().tell(host.name(), told);
  }

  private void kept(long offered, String why) {
    if (host.trace().on() && offered != mac) {
      host.trace()
          .tell(host.name(), new NeighborDecision.Kept(address, on.name(), mac, offered, why));
    }
  }

  private void dropped(String why) {
    if (host.trace().on()) {
      host.trace().tell(host.name(), new NeighborDecision.Dropped(address, on.name(), why));
    }
  }
}
