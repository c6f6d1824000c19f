package io.lvsim.replay;

import java.io.IOException;
import java.util.Arrays;

/** A feed's frames with a simulated lab's MAC addresses in the place of real ones. */
public final class RenamedFeed implements FrameFeed {
  private final FrameFeed source;
  private final MacPairs macs;
  private byte[] frame = {};

  public RenamedFeed(FrameFeed source, MacPairs macs) {
    this.source = source;
    this.macs = macs;
  }

  @Override
  public boolean isTimed() {
    return source.isTimed();
  }

  @Override
  public boolean next() throws IOException {
    if (!source.next()) {
      return false;
    }
    frame = macs.toSimulated(Arrays.copyOf(source.frame(), source.length()));
    return true;
  }

  @Override
  public byte[] frame() {
    return frame;
  }

  @Override
  public int length() {
    return frame.length;
  }

  @Override
  public long dueNanos() {
    return source.dueNanos();
  }

  @Override
  public long number() {
    return source.number();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
