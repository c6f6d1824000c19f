package io.lvsim.kernel;

import java.io.Serial;

/** A real kernel could not be asked; the message says why, and what to do. */
public final class KernelException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  public KernelException(String why) {
    super(why);
  }
}
