package io.lvsim.nic;

import java.io.Serial;

/** A way to a NIC that this machine or this build does not have; another may work. */
final class BackendMissingException extends NicException {
  @Serial private static final long serialVersionUID = 1;

  BackendMissingException(String message) {
    super(message);
  }
}
