package io.lvsim.cli;

import io.lvsim.host.HostException;
import io.lvsim.ipvs.TableChange;
import io.lvsim.live.NicWire;
import io.lvsim.live.RealClockLoop;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * One of a live director's workers: a director of its own on a NIC of its own, turned by one
 * thread. Other threads leave in its mailbox what it is to do between two turns.
 */
final class LiveWorker {
  private final LiveDirector director;
  private final NicWire wire;
  private final LiveTraces traces;
  private final RealClockLoop loop;
  private final ConcurrentLinkedQueue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
  private final long beganAtNanos;

  /**
   * One that does not run yet.
   *
   * @param betweenTurns done between two turns
   * @param standstill told for how many nanoseconds the process has stood still
   */
  LiveWorker(
      LiveDirector director,
      NicWire wire,
      LiveTraces traces,
      Runnable betweenTurns,
      LongConsumer standstill) {
    this.director = director;
    this.wire = wire;
    this.traces = traces;
    beganAtNanos = director.simulation().now();
    loop =
        new RealClockLoop(
            director.simulation(), wire, () -> betweenTurns(betweenTurns), standstill);
  }

  private void betweenTurns(Runnable more) {
    wire.deliverHandedOn();
    for (Runnable letter = mailbox.poll(); letter != null; letter = mailbox.poll()) {
      letter.run();
    }
    more.run();
  }

  /** Leaves something to be done by its thread; any thread may. In the order in which it came. */
  void post(Runnable letter) {
    mailbox.add(letter);
  }

  LiveDirector director() {
    return director;
  }

  NicWire wire() {
    return wire;
  }

  LiveTraces traces() {
    return traces;
  }

  RealClockLoop loop() {
    return loop;
  }

  long uptimeNanos() {
    return director.simulation().now() - beganAtNanos;
  }

  /** Makes a change that the first worker has made. */
  void make(TableChange change) {
    try {
      change.makeIn(director.machine().ipvs());
    } catch (HostException e) {
      throw new IllegalStateException("a worker's table differs from the first one's", e);
    }
  }

  /** Takes a virtual address that the first worker has taken. */
  void addVip(int vip, int[] answered) {
    try {
      director.addVip(vip);
    } catch (BadInput e) {
      throw new IllegalStateException("a worker's addresses differ from the first one's", e);
    }
    wire.changeAddresses(answered);
  }

  /** Closes its NIC and ends what runs on it; what its trace has to say is said. */
  void close(Consumer<String> say) {
    wire.close();
    director.killAll();
    String traced = traces.end();
    if (!traced.isEmpty()) {
      say.accept(traced);
    }
  }

  /** What must not be left behind, however it ends. */
  void release() {
    traces.end();
    wire.close();
  }
}
