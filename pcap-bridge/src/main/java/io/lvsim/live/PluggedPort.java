package io.lvsim.live;

import io.lvsim.engine.Nanos;
import io.lvsim.link.Port;
import io.lvsim.link.Wire;
import io.lvsim.nic.FrameBatch;
import io.lvsim.nic.FrameChecks;
import io.lvsim.nic.Nic;
import io.lvsim.nic.NicException;
import io.lvsim.wire.Ethernet;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A real NIC as the wire behind a port of a simulated lab, beside other such wires. A thread
 * receives, and queues what is for the port; whoever runs the simulation takes it from the queue
 * and sends. A NIC that fails is opened again as soon as that works; until then there is no
 * carrier.
 */
public final class PluggedPort implements Wire, AutoCloseable {
  private static final int BATCH_FRAMES = 64;
  private static final long LOOK_NANOS = 100 * Nanos.PER_MILLI;

  private final Port port;
  private final NicWire.Opener opener;
  private final BooleanSupplier linkIsUp;
  private final LongSupplier mac;
  private final boolean repairsChecksums;
  private final NicEvents events;
  private final BlockingQueue<Runnable> queue;
  private final AtomicLongArray verdicts = new AtomicLongArray(Admission.Verdict.values().length);
  private final Thread receiver;
  private volatile boolean closed;
  private @Nullable Nic sender;
  private boolean linkUp = true;
  private boolean unflushed;
  private boolean unfinishedTold;
  private long sent;
  private long unsent;
  private long lost;

  /**
   * Opens the NIC twice, to send and to receive, and plugs it into a port.
   *
   * @param linkIsUp whether the interface is there, up, and has a carrier
   * @param mac that of the port's machine, or {@link PortAdmission#EVERYTHING}
   * @param repairsChecksums whether unfinished checksums of frames that come are computed
   * @param events told by whoever takes from the queue
   * @param queue what is to be done by whoever runs the simulation
   * @throws NicException if it cannot be opened
   */
  public PluggedPort(
      Port port,
      NicWire.Opener opener,
      BooleanSupplier linkIsUp,
      LongSupplier mac,
      boolean repairsChecksums,
      NicEvents events,
      BlockingQueue<Runnable> queue)
      throws NicException {
    this.port = port;
    this.opener = opener;
    this.linkIsUp = linkIsUp;
    this.mac = mac;
    this.repairsChecksums = repairsChecksums;
    this.events = events;
    this.queue = queue;
    sender = opener.open();
    Nic first = opener.open();
    receiver = new Thread(() -> receive(first), "plugged port");
    receiver.setDaemon(true);
    receiver.start();
    port.plug(this);
  }

  @Override
  public boolean carrier() {
    return sender != null && linkUp;
  }

  @Override
  public void transmit(byte[] frame) {
    Nic out = sender;
    if (out == null || frame.length > out.mtu() + Ethernet.HEADER) {
      unsent++;
      return;
    }
    try {
      out.send(frame, frame.length);
      sent++;
      unflushed = true;
    } catch (NicException e) {
      lose(String.valueOf(e.getMessage()));
    }
  }

  /** Sends what the node has sent since the last time. */
  public void flush() {
    Nic out = sender;
    if (!unflushed || out == null) {
      return;
    }
    unflushed = false;
    try {
      out.flush();
    } catch (NicException e) {
      lose(String.valueOf(e.getMessage()));
    }
  }

  /** The receiver's thread: as long as there is a NIC, and again when there is one again. */
  private void receive(Nic first) {
    try (first) {
      receiveFrom(first);
    } catch (NicException e) {
      lostIn(e);
    }
    while (!closed) {
      try (Nic nic = opener.open()) {
        put(this::back);
        receiveFrom(nic);
      } catch (NicException e) {
        lostIn(e);
      }
    }
  }

  private void lostIn(NicException why) {
    put(() -> lose(String.valueOf(why.getMessage())));
    awaitLink();
  }

  private void receiveFrom(Nic nic) throws NicException {
    FrameBatch batch = new FrameBatch(BATCH_FRAMES, nic.mtu() + NicWire.ROOM_BEYOND_MTU);
    PortAdmission admission = new PortAdmission(mac, nic.mtu());
    while (!closed) {
      int came = nic.receive(batch, LOOK_NANOS);
      for (int i = 0; i < came; i++) {
        take(batch, i, admission);
      }
      if (came == 0) {
        boolean up = linkIsUp.getAsBoolean();
        put(() -> linkIs(up));
      }
    }
  }

  private void take(FrameBatch batch, int index, PortAdmission admission) {
    int length = batch.length(index);
    int original = batch.originalLength(index);
    Admission.Verdict verdict = admission.judge(batch.frame(index), length, original);
    long count = verdicts.incrementAndGet(verdict.ordinal());
    if (verdict == Admission.Verdict.ADMITTED) {
      byte[] frame = Arrays.copyOf(batch.frame(index), length);
      put(() -> deliver(frame));
    } else if (verdict == Admission.Verdict.OVERSIZED && count == 1) {
      put(() -> events.oversized(original));
    }
  }

  private void put(Runnable what) {
    try {
      queue.put(what);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private void awaitLink() {
    do {
      try {
        Thread.sleep(NicWire.RETRY_NANOS / Nanos.PER_MILLI);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    } while (!closed && !linkIsUp.getAsBoolean());
  }

  private void deliver(byte[] frame) {
    if (FrameChecks.checksumUnfinished(frame, frame.length)) {
      if (!unfinishedTold && !repairsChecksums) {
        unfinishedTold = true;
        events.unfinishedChecksum();
      }
      if (repairsChecksums) {
        FrameChecks.finishChecksum(frame, frame.length);
      }
    }
    if (!closed) {
      port.deliver(frame);
    }
  }

  private void linkIs(boolean up) {
    if (sender != null && up != linkUp) {
      linkUp = up;
      events.linkChanged(up);
      port.carrierMayHaveChanged();
    }
  }

  private void lose(String why) {
    Nic gone = sender;
    if (gone == null) {
      return;
    }
    lost++;
    sender = null;
    unflushed = false;
    gone.close();
    events.lost(why);
    port.carrierMayHaveChanged();
  }

  /** The receiver's NIC is there. */
  private void back() {
    if (sender != null || closed) {
      return;
    }
    try {
      Nic opened = opener.open();
      sender = opened;
      linkUp = true;
      port.carrierMayHaveChanged();
      events.back(opened);
    } catch (NicException e) {
      sender = null; // the receiver's will fail too, and be tried again
    }
  }

  /** The port that it is plugged into. */
  public Port port() {
    return port;
  }

  /** How many frames got a verdict. */
  public long of(Admission.Verdict verdict) {
    return verdicts.get(verdict.ordinal());
  }

  /** How many frames the NIC took. */
  public long sent() {
    return sent;
  }

  /** How many it did not take: there was none, or its MTU is smaller than the port's. */
  public long unsent() {
    return unsent;
  }

  /** How often the NIC was lost. */
  public long lost() {
    return lost;
  }

  /** Unplugs the port and closes the NIC, after sending what waits. */
  @Override
  public void close() {
    flush();
    closed = true;
    port.unplug();
    receiver.interrupt();
    try {
      receiver.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Nic gone = sender;
    sender = null;
    if (gone != null) {
      gone.close();
    }
  }
}
