package io.lvsim.shell;

import io.lvsim.engine.Simulation;

/** What a script may do while no time passes, so that an endless loop ends with an error. */
final class Budget {
  /** Commands and turns of loops. */
  static final int MAXIMUM_COMMANDS = 1_000_000;

  /** Bytes written. */
  static final long MAXIMUM_BYTES = 64L << 20;

  private final Simulation simulation;
  private long atNanos;
  private int commands;
  private long bytes;

  Budget(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Counts a command. */
  void spendCommand() {
    renew();
    if (++commands > MAXIMUM_COMMANDS) {
      throw new RunawayException(MAXIMUM_COMMANDS + " commands");
    }
  }

  /** Counts bytes that are written. */
  void spendBytes(long count) {
    renew();
    bytes += count;
    if (bytes > MAXIMUM_BYTES) {
      throw new RunawayException(MAXIMUM_BYTES + " bytes of output");
    }
  }

  private void renew() {
    if (simulation.now() != atNanos) {
      atNanos = simulation.now();
      commands = 0;
      bytes = 0;
    }
  }

  /** A script that goes on without any time passing. */
  static final class RunawayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunawayException(String spent) {
      super(spent + " without time passing", null, false, false);
    }

    /** What the script is told. */
    String text() {
      return "script stopped after " + getMessage();
    }
  }
}
