package io.lvsim.shell;

/** An end of a pipe, which counts who has it open: when nobody has, the other end learns it. */
interface SharedEnd {
  void opened();

  void closed();
}
