package io.lvsim.benchmarks;

import io.lvsim.nic.FrameBatch;
import io.lvsim.nic.FrameTaker;
import io.lvsim.nic.LendingNic;
import io.lvsim.nic.NicException;
import io.lvsim.nic.NicFrame;
import io.lvsim.nic.NicStatistics;
import java.util.function.IntConsumer;

/**
 * A NIC that lends as many frames as are asked for: one frame in memory, which is made into the
 * next one each time. What goes on is counted, and forgotten.
 */
final class MemoryWireNic extends NicFrame implements LendingNic {
  private final byte[] original;
  private final byte[] head = new byte[HEAD];
  private final IntConsumer change;
  private final long mac;
  private int number;
  long sent;

  /**
   * A NIC whose frames are all this one.
   *
   * @param change makes the frame the one of that number, before it is lent
   */
  MemoryWireNic(long mac, byte[] frame, IntConsumer change) {
    this.mac = mac;
    this.original = frame;
    this.change = change;
  }

  @Override
  public boolean awaitFrames(long timeoutNanos) {
    return true;
  }

  @Override
  public int lend(FrameTaker taker, int most) throws NicException {
    for (int i = 0; i < most; i++) {
      change.accept(number++);
      System.arraycopy(original, 0, head, 0, original.length);
      begin();
      taker.take(this);
      if (goesOn() > 0) {
        sent++;
      }
    }
    return most;
  }

  @Override
  public byte[] head() {
    return head;
  }

  @Override
  public int length() {
    return original.length;
  }

  @Override
  public int originalLength() {
    return original.length;
  }

  @Override
  public byte[] copy() {
    return original.clone();
  }

  @Override
  public String name() {
    return "memory0";
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
  public int receive(FrameBatch batch, long timeoutNanos) {
    return 0;
  }

  @Override
  public void send(byte[] bytes, int length) {}

  @Override
  public void flush() {}

  @Override
  public void setFilter(String filter) {}

  @Override
  public NicStatistics statistics() {
    return new NicStatistics(number, 0, sent, 0);
  }

  @Override
  public void close() {}
}
