package io.lvsim.report.story;

import org.jspecify.annotations.Nullable;

/** Something that happened in a lab. */
public sealed interface Happening {
  /** When, in nanoseconds of virtual time since the lab was built. */
  long atNanos();

  /**
   * A node handed a frame to a port.
   *
   * @param frame its number, see {@link StoryFrame#number}
   */
  record Sent(long atNanos, int frame, String node, String port) implements Happening {}

  /** A frame reached a node. */
  record Arrived(long atNanos, int frame, String node, String port) implements Happening {}

  /**
   * A node decided something.
   *
   * @param frame the number of the frame at hand; 0 where a timer or a program was the cause
   * @param setting what it hung on, see {@link SettingText}; empty where no single one did
   */
  record Decided(long atNanos, int frame, String node, String code, String reason, String setting)
      implements Happening {}

  /**
   * A line of one of a node's tables is new, has changed, or is gone.
   *
   * @param key what the line is found by, in words
   * @param value its other columns, between them a tab; null when it is gone
   */
  record Changed(long atNanos, String node, TableKind table, String key, @Nullable String value)
      implements Happening {}

  /** A line was typed on a machine. */
  record Typed(long atNanos, String node, String prompt, String line) implements Happening {}

  /** A machine's terminal showed something; need not end with a line. */
  record Shown(long atNanos, String node, String text) implements Happening {}

  /** A step began. */
  record StepBegan(long atNanos, int number) implements Happening {}

  /** A step ended. */
  record StepEnded(long atNanos, int number) implements Happening {}
}
