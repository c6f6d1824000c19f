package io.lvsim.cli;

import java.io.Serial;

/** A file or an argument is wrong; the message is all that the user needs. */
final class BadInput extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  BadInput(String message) {
    super(message);
  }
}
