package io.lvsim.live;

import io.lvsim.nic.FrameBatch;
import io.lvsim.nic.Nic;
import io.lvsim.nic.NicException;
import io.lvsim.nic.NicStatistics;
import io.lvsim.wire.Arp;
import io.lvsim.wire.Ethernet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A NIC that is a queue in memory; stations behind it answer ARP. It lets everything in, as where
 * no filter works.
 */
final class MemoryNic implements Nic {
  /** Somebody on the wire who answers ARP. */
  record Station(int address, long mac) {}

  private final long mac;
  private final List<Station> stations = new ArrayList<>();
  private final LinkedBlockingQueue<byte[]> arriving = new LinkedBlockingQueue<>();
  private final List<byte[]> unflushed = new ArrayList<>();
  private final List<byte[]> sent = new ArrayList<>();
  private volatile boolean broken;
  private volatile boolean closed;

  MemoryNic(long mac) {
    this.mac = mac;
  }

  void add(Station station) {
    stations.add(station);
  }

  void arrive(byte[] frame) {
    arriving.add(frame.clone());
  }

  /** From now on whatever one asks of it fails. */
  void breakDown() {
    broken = true;
  }

  boolean isClosed() {
    return closed;
  }

  synchronized List<byte[]> sent() {
    return List.copyOf(sent);
  }

  @Override
  public String name() {
    return "mem0";
  }

  @Override
  public long mac() {
    return mac;
  }

  @Override
  public int mtu() {
    return 1500;
  }

  @Override
  public int receive(FrameBatch batch, long timeoutNanos) throws NicException {
    failIfBroken();
    batch.clear();
    try {
      byte[] frame = arriving.poll(timeoutNanos, TimeUnit.NANOSECONDS);
      while (frame != null) {
        int length = Math.min(frame.length, batch.next().length);
        System.arraycopy(frame, 0, batch.next(), 0, length);
        batch.added(length, frame.length, 0);
        frame = batch.size() < batch.capacity() ? arriving.poll() : null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return batch.size();
  }

  @Override
  public void send(byte[] frame, int length) throws NicException {
    failIfBroken();
    unflushed.add(Arrays.copyOf(frame, length));
  }

  @Override
  public synchronized void flush() throws NicException {
    failIfBroken();
    sent.addAll(unflushed);
    unflushed.forEach(this::answer);
    unflushed.clear();
  }

  private void answer(byte[] frame) {
    if (Ethernet.type(frame) != Ethernet.TYPE_ARP || Arp.operation(frame) != Arp.REQUEST) {
      return;
    }
    for (Station station : stations) {
      if (station.address() == Arp.targetIp(frame)) {
        arrive(
            Arp.frame(
                mac,
                station.mac(),
                Arp.REPLY,
                station.mac(),
                station.address(),
                mac,
                Arp.senderIp(frame)));
      }
    }
  }

  private void failIfBroken() throws NicException {
    if (broken) {
      throw new NicException("mem0 is gone");
    }
  }

  @Override
  public NicStatistics statistics() {
    return new NicStatistics(0, 0, sent.size(), 0);
  }

  @Override
  public void close() {
    closed = true;
  }
}
