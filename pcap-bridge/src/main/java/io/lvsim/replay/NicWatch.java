package io.lvsim.replay;

import io.lvsim.capture.Direction;
import io.lvsim.capture.PcapngWriter;
import io.lvsim.nic.FrameBatch;
import io.lvsim.nic.Nic;
import io.lvsim.nic.NicException;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Captures what comes by a NIC while a replay goes on, in a thread of its own, and answers ARP
 * requests in the place of machines that are not there.
 */
public final class NicWatch implements AutoCloseable {
  private static final int BATCH_FRAMES = 256;
  private static final int SNAP_BYTES = 1 << 16;
  private static final long LOOK_NANOS = 20_000_000;

  private final Nic nic;
  private final PcapngWriter writer;
  private final Map<Integer, Long> answers;
  private final Thread thread = new Thread(this::watch, "watch");
  private volatile boolean stopped;
  private @Nullable Exception fault;
  private long frames;
  private long lost;

  /**
   * Begins.
   *
   * @param nic closed with this
   * @param capture the file
   * @param answers the MAC addresses by the IPv4 addresses that are answered for
   */
  public NicWatch(Nic nic, Path capture, Map<Integer, Long> answers) throws IOException {
    this.nic = nic;
    this.answers = answers;
    writer = new PcapngWriter(capture, nic.name(), "");
    thread.start();
  }

  private void watch() {
    FrameBatch batch = new FrameBatch(BATCH_FRAMES, SNAP_BYTES);
    try {
      int came = 0;
      while (came > 0 || !stopped) {
        came = nic.receive(batch, LOOK_NANOS);
        for (int i = 0; i < came; i++) {
          take(Arrays.copyOf(batch.frame(i), batch.length(i)), batch.atNanos(i));
        }
        nic.flush();
      }
      lost = nic.statistics().dropped();
      writer.close();
    } catch (NicException | IOException | RuntimeException e) {
      fault = e;
    }
  }

  private void take(byte[] frame, long atNanos) throws NicException, IOException {
    frames++;
    writer.write(atNanos, Direction.INBOUND, frame, List.of());
    boolean question =
        frame.length >= Ethernet.HEADER + Arp.LENGTH
            && Ethernet.type(frame) == Ethernet.TYPE_ARP
            && Arp.isWellFormed(frame)
            && Arp.operation(frame) == Arp.REQUEST;
    Long mac = question ? answers.get(Arp.targetIp(frame)) : null;
    if (mac != null) {
      long asker = Arp.senderMac(frame);
      byte[] answer =
          Arp.frame(asker, mac, Arp.REPLY, mac, Arp.targetIp(frame), asker, Arp.senderIp(frame));
      nic.send(answer, answer.length);
    }
  }

  /** Ends it; the capture is complete then. */
  public void stop() throws NicException, IOException {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    switch (fault) {
      case null -> {}
      case NicException e -> throw e;
      case IOException e -> throw e;
      default -> throw new IllegalStateException(fault);
    }
  }

  /** How many frames came; to be asked when it has ended. */
  public long frames() {
    return frames;
  }

  /** How many the kernel lost since they were not taken in time. */
  public long lost() {
    return lost;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    nic.close();
  }
}
