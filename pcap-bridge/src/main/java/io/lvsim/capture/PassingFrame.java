package io.lvsim.capture;

import java.util.ArrayList;
import java.util.List;

/** A frame at an interface whose decisions may not all have been told yet. */
final class PassingFrame {
  private final InterfaceFile file;
  private final long atNanos;
  private final Direction direction;
  private final byte[] bytes;
  private final List<String> comments = new ArrayList<>();
  private boolean complete;

  /** Takes its place in its interface's file. */
  PassingFrame(InterfaceFile file, long atNanos, Direction direction, byte[] bytes) {
    this.file = file;
    this.atNanos = atNanos;
    this.direction = direction;
    this.bytes = bytes;
    file.add(this);
  }

  long atNanos() {
    return atNanos;
  }

  Direction direction() {
    return direction;
  }

  byte[] bytes() {
    return bytes;
  }

  List<String> comments() {
    return comments;
  }

  boolean complete() {
    return complete;
  }

  void say(String comment) {
    comments.add(comment);
  }

  /** Nothing more will be said about this frame. */
  void end() {
    complete = true;
    file.writeComplete();
  }
}
