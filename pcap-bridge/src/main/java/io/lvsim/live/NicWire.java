package io.lvsim.live;

import io.lvsim.engine.Nanos;
import io.lvsim.link.LentFrame;
import io.lvsim.link.Port;
import io.lvsim.link.Wire;
import io.lvsim.nic.BatchFrame;
import io.lvsim.nic.FrameBatch;
import io.lvsim.nic.FrameChecks;
import io.lvsim.nic.FrameTaker;
import io.lvsim.nic.LendingNic;
import io.lvsim.nic.Nic;
import io.lvsim.nic.NicException;
import io.lvsim.nic.NicFrame;
import io.lvsim.wire.Ethernet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A real NIC as the wire behind a simulated node's port. Frames that the node sends go out by the
 * NIC; frames that come are judged by {@link Admission} and handed to the port. A NIC that fails is
 * closed and opened again as soon as that works; until then the port has no carrier.
 */
public final class NicWire implements Wire, AutoCloseable {
  /** How often a lost NIC is tried again. */
  public static final long RETRY_NANOS = 500 * Nanos.PER_MILLI;

  private static final int BATCH_FRAMES = 256;

  /** Frames may be so much longer than the MTU and still be received whole, to be refused then. */
  public static final int ROOM_BEYOND_MTU = 128;

  /** Opens the NIC, now or again. */
  @FunctionalInterface
  public interface Opener {
    Nic open() throws NicException;
  }

  private final Port port;
  private final Opener opener;
  private final BooleanSupplier linkIsUp;
  private int[] addresses;
  private final boolean repairsChecksums;
  private final NicEvents events;
  private final @Nullable FanoutMember member;
  private final long[] verdicts = new long[Admission.Verdict.values().length];

  private @Nullable Nic nic;
  private Admission admission = new Admission(0, 0, new int[0]);
  private FrameBatch batch = new FrameBatch(1, LentFrame.HEAD);
  private BatchFrame inBatch = new BatchFrame(batch);
  private final FrameTaker taker = this::take;
  private boolean lends = true;
  private boolean delivering;
  private @Nullable NicException failure;
  private boolean linkUp = true;
  private boolean unflushed;
  private long retryAtNanos;
  private long received;
  private long sent;
  private long unsent;
  private long droppedBefore;
  private long unfinished;
  private long repaired;
  private long lost;

  /**
   * Opens the NIC and plugs it into a port.
   *
   * @param linkIsUp whether the interface is there, up, and has a carrier
   * @param addresses that the node has, and the machine's own kernel has not
   * @param repairsChecksums whether unfinished checksums of frames that come are computed
   * @throws NicException if it cannot be opened
   */
  public NicWire(
      Port port,
      Opener opener,
      BooleanSupplier linkIsUp,
      int[] addresses,
      boolean repairsChecksums,
      NicEvents events)
      throws NicException {
    this(port, opener, null, linkIsUp, addresses, repairsChecksums, events);
  }

  /**
   * Takes one of several workers' NICs on the same interface and plugs it into a port.
   *
   * @param member the worker's part in them
   * @throws NicException if it cannot be opened
   */
  public NicWire(
      Port port,
      FanoutMember member,
      BooleanSupplier linkIsUp,
      int[] addresses,
      boolean repairsChecksums,
      NicEvents events)
      throws NicException {
    this(port, member::open, member, linkIsUp, addresses, repairsChecksums, events);
  }

  private NicWire(
      Port port,
      Opener opener,
      @Nullable FanoutMember member,
      BooleanSupplier linkIsUp,
      int[] addresses,
      boolean repairsChecksums,
      NicEvents events)
      throws NicException {
    this.port = port;
    this.opener = opener;
    this.member = member;
    this.linkIsUp = linkIsUp;
    this.addresses = addresses.clone();
    this.repairsChecksums = repairsChecksums;
    this.events = events;
    use(opener.open());
    port.plug(this);
  }

  private void use(Nic opened) {
    nic = opened;
    linkUp = true;
    admission = new Admission(opened.mac(), opened.mtu(), addresses);
    batch = new FrameBatch(BATCH_FRAMES, opened.mtu() + ROOM_BEYOND_MTU);
    inBatch = new BatchFrame(batch);
  }

  /**
   * Whether frames are lent to the node, which is the short way for those that it only forwards; it
   * is at the beginning. What comes of them is the same.
   */
  public void setLending(boolean on) {
    lends = on;
  }

  /**
   * Lets in what is for other addresses from now on; the kernel's filter is set anew.
   *
   * @param now that the node has, and the machine's own kernel has not
   */
  public void changeAddresses(int[] now) {
    addresses = now.clone();
    Nic open = nic;
    if (open == null) {
      return;
    }
    admission = new Admission(open.mac(), open.mtu(), addresses);
    try {
      open.setFilter(NicFilter.of(open.mac(), addresses));
    } catch (NicException e) {
      lose(e); // it is opened again, with the new filter
    }
  }

  @Override
  public boolean carrier() {
    return nic != null && linkUp;
  }

  @Override
  public void transmit(byte[] frame) {
    Nic out = nic;
    if (out == null || failure != null || frame.length > out.mtu() + Ethernet.HEADER) {
      unsent++;
      return;
    }
    try {
      out.send(frame, frame.length);
      sent++;
      unflushed = true;
    } catch (NicException e) {
      unsent++;
      failure = e;
      loseIfFailed();
    }
  }

  /** A NIC is not closed while it lends frames. */
  private void loseIfFailed() {
    NicException why = failure;
    if (why != null && !delivering) {
      failure = null;
      lose(why);
    }
  }

  /** Sends what the node has sent since the last time. */
  public void flush() {
    Nic out = nic;
    if (!unflushed || out == null) {
      return;
    }
    unflushed = false;
    try {
      out.flush();
    } catch (NicException e) {
      lose(e);
    }
  }

  /**
   * Waits for frames; without a NIC, tries to open it again.
   *
   * @param timeoutNanos how long to wait at most; 0 does not wait
   * @return 0 if no frames have come; otherwise {@link #deliver} hands them to the port
   */
  public int receive(long timeoutNanos) {
    Nic in = nic;
    if (in == null) {
      LockSupport.parkNanos(timeoutNanos);
      retry();
      return 0;
    }
    try {
      if (in instanceof LendingNic lending) {
        return lending.awaitFrames(timeoutNanos) ? 1 : 0;
      }
      int came = in.receive(batch, timeoutNanos);
      received += came;
      return came;
    } catch (NicException e) {
      lose(e);
      return 0;
    }
  }

  /** Hands the frames that came to the port, those that are let in. */
  public void deliver() {
    Nic in = nic;
    delivering = true;
    try {
      if (in instanceof LendingNic lending) {
        received += lending.lend(taker, BATCH_FRAMES);
      } else if (in != null) {
        deliverBatch(in);
      }
    } catch (NicException e) {
      failure = e;
    }
    delivering = false;
    loseIfFailed();
  }

  private void deliverBatch(Nic out) throws NicException {
    for (int i = 0; i < batch.size(); i++) {
      inBatch.at(i);
      take(inBatch);
      if (inBatch.goesOn() > 0) {
        out.send(inBatch.head(), inBatch.goesOn());
      }
    }
    batch.clear();
  }

  private void take(NicFrame frame) {
    byte[] head = frame.head();
    Admission.Verdict verdict = admission.judge(head, frame.length(), frame.originalLength());
    count(verdict, frame.originalLength());
    if (verdict != Admission.Verdict.ADMITTED || member != null && !member.keeps(frame)) {
      return;
    }
    if (!lends || FrameChecks.mayBeUnfinished(head, frame.length())) {
      byte[] copy = frame.copy();
      lookAtChecksum(copy);
      port.deliver(copy);
      return;
    }
    port.deliver(frame);
    if (frame.goesOn() > 0) {
      sent++;
      unflushed = true;
    }
  }

  private void count(Admission.Verdict verdict, int originalLength) {
    if (++verdicts[verdict.ordinal()] == 1 && verdict == Admission.Verdict.OVERSIZED) {
      events.oversized(originalLength);
    }
  }

  private void lookAtChecksum(byte[] frame) {
    if (!FrameChecks.checksumUnfinished(frame, frame.length)) {
      return;
    }
    if (++unfinished == 1) {
      events.unfinishedChecksum();
    }
    if (repairsChecksums && FrameChecks.finishChecksum(frame, frame.length)) {
      repaired++;
    }
  }

  /**
   * Hands the port what other workers have handed on; to be called in each turn. When another
   * worker has lost the interface, this one gives it up too.
   */
  public void deliverHandedOn() {
    FanoutMember mine = member;
    if (mine == null) {
      return;
    }
    String why = mine.broken();
    if (why != null && nic != null) {
      lose(new NicException(why));
    }
    for (byte[] frame = mine.next(); frame != null; frame = mine.next()) {
      if (nic != null) {
        lookAtChecksum(frame);
        port.deliver(frame);
      }
    }
  }

  /** Looks whether the link is up; to be called now and then, such as once a second. */
  public void lookAtLink() {
    if (nic == null) {
      return;
    }
    boolean up = linkIsUp.getAsBoolean();
    if (up != linkUp) {
      linkUp = up;
      events.linkChanged(up);
      port.carrierMayHaveChanged();
    }
  }

  /** What has passed so far. */
  public LiveCounters counters() {
    return new LiveCounters(
        received,
        LongStream.of(verdicts).boxed().toList(),
        sent,
        unsent,
        droppedBefore + dropped(),
        unfinished,
        repaired,
        lost,
        member == null ? 0 : member.handedOn(),
        member == null ? 0 : member.handedLost());
  }

  /** Unplugs the port and closes the NIC, after sending what waits. */
  @Override
  public void close() {
    flush();
    port.unplug();
    closeNic();
  }

  private void lose(NicException why) {
    lost++;
    closeNic();
    if (member != null) {
      member.gaveUp(String.valueOf(why.getMessage()));
    }
    unflushed = false;
    batch.clear();
    retryAtNanos = System.nanoTime() + RETRY_NANOS;
    events.lost(String.valueOf(why.getMessage()));
    port.carrierMayHaveChanged();
  }

  private void retry() {
    if (System.nanoTime() < retryAtNanos) {
      return;
    }
    retryAtNanos = System.nanoTime() + RETRY_NANOS;
    if (!linkIsUp.getAsBoolean()) {
      return;
    }
    try {
      Nic opened = opener.open();
      use(opened);
      port.carrierMayHaveChanged();
      events.back(opened);
    } catch (NicException e) {
      nic = null; // the next try comes
    }
  }

  private long dropped() {
    Nic from = nic;
    try {
      return from == null ? 0 : from.statistics().dropped();
    } catch (NicException e) {
      return 0; // it is about to be lost
    }
  }

  private void closeNic() {
    Nic gone = nic;
    if (gone != null) {
      droppedBefore += dropped();
      nic = null;
      gone.close();
    }
  }
}
