package io.lvsim.kernel;

import java.nio.file.Path;

/** A kernel that carries out a plan: one that runs as a process, or this machine's own. */
interface RealKernel {
  /** What it is, in a few words. */
  String title();

  /** Whether the labs may set its clock: then every lab begins at the same instant. */
  boolean setsClock();

  /**
   * Starts on {@code plan.json} of a directory, with the guest's programs below {@code guest}; what
   * comes of it appears below {@code out}.
   */
  Running start(Path work) throws KernelException;

  /** A plan being carried out. */
  interface Running extends AutoCloseable {
    /** Whether it goes on. */
    boolean goesOn();

    /** What it said of itself, for messages about failures. */
    String said();

    /** Ends it if it has not ended. */
    @Override
    void close();
  }
}
