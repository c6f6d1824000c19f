package io.lvsim.replay;

/** How fast frames are replayed. */
public sealed interface Pace {
  /**
   * As captured.
   *
   * @param speed 2 for twice as fast; above 0
   */
  record Original(double speed) implements Pace {}

  /**
   * So many frames a second, evenly.
   *
   * @param perSecond above 0
   */
  record FrameRate(double perSecond) implements Pace {}

  /**
   * So many bits of frames a second, what the wire adds to a frame not counted.
   *
   * @param perSecond above 0
   */
  record BitRate(double perSecond) implements Pace {}

  /** One after the other, as fast as they are taken. */
  record TopSpeed() implements Pace {}
}
