package io.lvsim.nic;

import java.lang.foreign.Arena;

/** Lends the frames of another NIC as a backend does whose ring lies in memory of C's. */
public final class ForeignMemoryNic implements LendingNic {
  private static final int SLOT = 2048;

  private final Nic from;
  private final long memory = Memory.allocate(Arena.global(), SLOT);
  private final FrameBatch batch = new FrameBatch(64, SLOT);
  private final ForeignFrame lent = new ForeignFrame();

  public ForeignMemoryNic(Nic from) {
    this.from = from;
  }

  @Override
  public boolean awaitFrames(long timeoutNanos) throws NicException {
    return from.receive(batch, timeoutNanos) > 0;
  }

  @Override
  public int lend(FrameTaker taker, int most) throws NicException {
    int count = batch.size();
    for (int i = 0; i < count; i++) {
      Memory.copyIn(batch.frame(i), memory, batch.length(i));
      lent.at(memory, batch.length(i), batch.originalLength(i));
      taker.take(lent);
      if (lent.goesOn() > 0) {
        byte[] out = new byte[lent.goesOn()];
        if (lent.isAllHead()) {
          System.arraycopy(lent.head(), 0, out, 0, out.length);
        } else {
          Memory.copyOut(lent.changed(), out, 0, out.length);
        }
        from.send(out, out.length);
      }
    }
    batch.clear();
    return count;
  }

  @Override
  public String name() {
    return from.name();
  }

  @Override
  public long mac() {
    return from.mac();
  }

  @Override
  public int mtu() {
    return from.mtu();
  }

  @Override
  public int receive(FrameBatch to, long timeoutNanos) throws NicException {
    return from.receive(to, timeoutNanos);
  }

  @Override
  public void send(byte[] frame, int length) throws NicException {
    from.send(frame, length);
  }

  @Override
  public void flush() throws NicException {
    from.flush();
  }

  @Override
  public NicStatistics statistics() throws NicException {
    return from.statistics();
  }

  @Override
  public void close() {
    from.close();
  }
}
