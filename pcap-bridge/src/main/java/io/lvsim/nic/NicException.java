package io.lvsim.nic;

import java.io.Serial;

/** A NIC cannot be opened or used; the message says which, why, and what to do about it. */
public class NicException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  public NicException(String message) {
    super(message);
  }
}
