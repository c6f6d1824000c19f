package io.lvsim.replay;

import java.io.IOException;

/** Plays frames over and over: each loop reads them again. */
public final class LoopedFrames implements FrameFeed {
  private final Schedule schedule;
  private final ReplayCursor cursor;
  private final long loops;
  private long loop;
  private long index = -1;
  private long bytesBefore;
  private long due;

  /**
   * @param loops how often; 0 for ever
   */
  public LoopedFrames(ReplayFrames frames, Pace pace, long loops) throws IOException {
    schedule = new Schedule(frames.summary(), pace);
    cursor = frames.open();
    this.loops = loops;
  }

  @Override
  public boolean isTimed() {
    return schedule.isTimed();
  }

  @Override
  public boolean next() throws IOException {
    if (index >= 0) {
      bytesBefore += cursor.frame().length;
    }
    while (!cursor.next()) {
      if (index < 0 || loop + 1 == loops) {
        return false;
      }
      loop++;
      index = -1;
      bytesBefore = 0;
      cursor.rewind();
    }
    index++;
    due = schedule.dueNanos(loop, index, cursor.atNanos(), bytesBefore);
    return true;
  }

  @Override
  public byte[] frame() {
    return cursor.frame();
  }

  @Override
  public int length() {
    return cursor.frame().length;
  }

  @Override
  public long dueNanos() {
    return due;
  }

  @Override
  public long number() {
    return cursor.number();
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
