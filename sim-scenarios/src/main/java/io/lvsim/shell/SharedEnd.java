package io.lvsim.shell;

/** An end of a pipe, which counts who has it open: when nobody has, the other end learns it. */
public interface SharedEnd {
  /** Somebody holds it now. */
  void opened();

  /** Somebody holds it no longer. */
  void closed();
}
