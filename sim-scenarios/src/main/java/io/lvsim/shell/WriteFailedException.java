package io.lvsim.shell;

import io.lvsim.host.Errno;

/**
 * Thrown by a {@link ByteSink} that refuses what is written, such as a file of /proc/sys for a bad
 * value. A command need not catch it: the shell then says {@code NAME: write error: Invalid
 * argument} and the command's exit status is 1.
 */
public final class WriteFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WriteFailedException(String reason) {
    super(reason, null, false, false);
  }

  /** For the reason of an errno. */
  public WriteFailedException(Errno errno) {
    this(errno.text());
  }

  /** As strerror(3) says it. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
