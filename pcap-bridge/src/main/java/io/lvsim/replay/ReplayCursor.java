package io.lvsim.replay;

import java.io.Closeable;
import java.io.IOException;

/** A place among the frames of a replay. */
public interface ReplayCursor extends Closeable {
  /**
   * Goes on to the next frame.
   *
   * @return false if there is none
   */
  boolean next() throws IOException;

  /** The frame; not to be changed. */
  byte[] frame();

  /** When it comes, in nanoseconds after the first; never before the one before it. */
  long atNanos();

  /** Which frame of the capture it is, those left out counted too, from 1. */
  long number();

  /** Goes back before the first frame. */
  void rewind() throws IOException;
}
