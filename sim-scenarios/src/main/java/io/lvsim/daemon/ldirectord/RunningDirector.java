package io.lvsim.daemon.ldirectord;

import io.lvsim.process.Process;

/** A daemon at work: how it is found, told to end, and told to reread its configuration. */
final class RunningDirector {
  private final int processId;
  private final Director director;
  private final Process process;
  private boolean ending;

  RunningDirector(int processId, Director director, Process process) {
    this.processId = processId;
    this.director = director;
    this.process = process;
  }

  int processId() {
    return processId;
  }

  boolean isEnding() {
    return ending || ended();
  }

  boolean ended() {
    return process.ended();
  }

  void whenEnded(Runnable action) {
    process.whenEnded(action);
  }

  /** SIGTERM. */
  void terminate() {
    ending = true;
    director.terminate();
  }

  /** SIGHUP. */
  void hangUp() {
    director.hangUp();
  }
}
