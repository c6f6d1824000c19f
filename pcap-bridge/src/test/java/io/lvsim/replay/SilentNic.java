package io.lvsim.replay;

import io.lvsim.nic.FrameBatch;
import io.lvsim.nic.Nic;
import io.lvsim.nic.NicStatistics;

/** Takes frames and does nothing with them. */
final class SilentNic implements Nic {
  @Override
  public String name() {
    return "silent";
  }

  @Override
  public long mac() {
    return 0;
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
  public void send(byte[] frame, int length) {}

  @Override
  public void flush() {}

  @Override
  public NicStatistics statistics() {
    return new NicStatistics(0, 0, 0, 0);
  }

  @Override
  public void close() {}
}
