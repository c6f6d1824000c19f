package io.lvsim.replay;

import java.io.Closeable;
import java.io.IOException;

/** Frames one after the other as they are to be sent, each with its time, loops and all. */
public interface FrameFeed extends Closeable {
  /** Whether frames have a time at all. */
  boolean isTimed();

  /**
   * Goes on to the next frame.
   *
   * @return false if there is none
   */
  boolean next() throws IOException;

  /** An array that begins with the frame; good until the next one is asked for. */
  byte[] frame();

  /** How many bytes of the array are the frame. */
  int length();

  /** When it is due, in nanoseconds after the beginning. */
  long dueNanos();

  /** Which frame of the capture it is, from 1. */
  long number();
}
